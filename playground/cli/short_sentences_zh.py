"""Short Chinese sentences: how many of them the Chinese network that ships must judge right is checked.

They were written before any network was trained, none of them is a sentence of the grammar that it learns from, and
they are fixed; see short_sentences.py. Half of each part says what it means straight out, half denies it or sets it
against something else.
"""

from playground.cli.short_sentences import Judged, lines

DEVELOPMENT = (
    Judged(  # blame
        False,
        lines("""
            难看得让人想笑。
            剧情拖沓，看得我快睡着了。
            演员像在背书，一点感情也没有。
            特效太假了，台词也很尴尬。
            完全是浪费时间和钱。
            故事老套，结局更是莫名其妙。
            今年看过最烂的片子。
            看到一半就想走了。
            导演根本不会讲故事。
            太失望了，后悔买票。
        """),
    ),
    Judged(  # praise
        True,
        lines("""
            好久没看过这么过瘾的电影了！
            故事感人，我哭了好几次。
            主演每一场戏都演得特别自然。
            画面很美，音乐也好听。
            今年最值得看的一部电影。
            从第一个镜头到最后都抓住了我。
            结局让我非常惊喜。
            节奏紧凑，笑点很多。
            看完心里暖暖的，强烈推荐。
            导演讲故事的本领真厉害。
        """),
    ),
    Judged(  # praise that is denied or outweighed
        False,
        lines("""
            说是喜剧，可一点也不好笑。
            剧情一点新鲜的东西都没有。
            我不会推荐给朋友。
            这个结局并不让人满意。
            谈不上精彩，也谈不上感人。
            虽然演员很漂亮，但是故事太无聊。
            画面很精美，可惜剧情一塌糊涂。
            预告片很好看，正片却让人失望。
            我很喜欢这个导演以前的片子，但这次他让我看不下去。
            尽管音乐很动听，我还是看睡着了。
        """),
    ),
    Judged(  # blame that is denied or outweighed
        True,
        lines("""
            看了三个小时，一点都不觉得无聊。
            等了这么久，它没有让我失望。
            孩子们演得一点也不做作。
            其实没有大家说的那么差。
            看完以后完全不后悔。
            虽然开头有点慢，但是后面非常精彩。
            特效一般，不过故事很感人。
            本来没抱什么希望，没想到这么好看。
            主角不帅，演技却相当出色。
            尽管有些小毛病，我还是很喜欢。
        """),
    ),
)

FINAL = (
    Judged(  # blame
        False,
        lines("""
            难看极了，一分都不想给。
            故事东拉西扯，不知道想说什么。
            又臭又长，我差点睡过去。
            男主角从头到尾只有一个表情。
            这么无聊的片子还是第一次见。
            音乐很吵，画面也粗糙。
            全是套路，看了开头就知道结尾。
            白花了一张票钱。
            人物苍白，对白做作。
            整部电影都很沉闷。
        """),
    ),
    Judged(  # praise
        True,
        lines("""
            真是一部难得的好片。
            两个小时一下子就过去了。
            笑得我肚子疼，太开心了。
            每个演员都演得很到位。
            剧本写得聪明又有趣。
            这是一部充满温情的作品。
            镜头漂亮得像画一样。
            看完还想再看一遍。
            最后一幕感动了全场观众。
            想象力丰富，让人大开眼界。
        """),
    ),
    Judged(  # praise that is denied or outweighed
        False,
        lines("""
            我真的喜欢不起来。
            演技不自然，台词也不真实。
            没有一个地方让我感动。
            这样的片子不值得花钱去看。
            根本没有宣传的那么好。
            虽然大家都说好看，我却觉得很闷。
            开头挺有意思，后来越来越无聊。
            服装很华丽，但人物一点也不可信。
            尽管场面宏大，故事还是空洞得很。
            原著非常精彩，改编却糟糕透顶。
        """),
    ),
    Judged(  # blame that is denied or outweighed
        True,
        lines("""
            不是不好看，是非常好看。
            这样的结局绝对不俗套。
            没有一分钟让人觉得闷。
            我从来没有看得这么开心过。
            千万不要错过这部电影。
            虽然成本很低，但是拍得很用心。
            名字很土，内容却让人惊喜。
            有人说它太慢，我倒觉得刚刚好。
            剧情简单，可是真的很打动人。
            本以为是烂片，结果笑得停不下来。
        """),
    ),
)
