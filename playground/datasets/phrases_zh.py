"""The words that generated Chinese reviews are made of; sentences_zh.py puts them together.

What is said of acting is not said of music, so every part of a film has adjectives of its own.
"""


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a text that separates them by spaces."""
    return tuple(text.split())


# (negative, positive)
MOODS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "acted": (
        listed("生硬 做作 浮夸 尴尬 糟糕 差 假 业余"),
        listed("自然 细腻 精湛 真实 出色 好 动人 厉害"),
    ),
    "told": (
        listed("无聊 老套 俗套 拖沓 混乱 空洞 平淡 沉闷 乏味 牵强 幼稚 差 烂 闷"),
        listed("精彩 感人 动人 有趣 新颖 紧凑 巧妙 好看 温暖 吸引人 好笑 好 棒 打动人"),
    ),
    "looks": (
        listed("粗糙 廉价 难看 单调 假 差"),
        listed("精美 漂亮 华丽 震撼 美 好看"),
    ),
    "sounds": (
        listed("刺耳 难听 吵 单调"),
        listed("动听 好听 优美 动人"),
    ),
    "spoken": (
        listed("尴尬 做作 生硬 幼稚 空洞 无聊"),
        listed("幽默 自然 真实 有趣 聪明 精彩"),
    ),
    "paced": (
        listed("拖沓 混乱 慢 沉闷"),
        listed("紧凑 明快 流畅 舒服"),
    ),
    "filmed": (
        listed("难看 无聊 糟糕 沉闷 乏味 差 烂 失败 让人失望 让人犯困 平庸 闷"),
        listed("好看 精彩 感人 有趣 出色 好 棒 成功 让人感动 让人惊喜 温暖 好笑"),
    ),
    "also": (
        listed("尴尬 做作 粗糙 难看"),
        listed("真实 自然 幽默 聪明"),
    ),
    "feeling": (
        listed("失望 后悔 难受 生气"),
        listed("感动 满意 惊喜 开心"),
    ),
    "felt by all": (
        listed("失望 后悔 难受 犯困 生气 头疼"),
        listed("感动 满意 惊喜 开心 难忘 佩服"),
    ),
    "judge": (
        listed("讨厌 反感"),
        listed("喜欢 欣赏 佩服"),
    ),
    "did": (
        listed(
            "我差点睡着了 我看到一半就想走 我中途睡着了 看得我直打哈欠 我一直在看时间 我忍不住快进 看得我头疼 "
            "我看不下去了 我看睡着了 看得我快睡着了 我只想早点回家 我真想退票 我看得一头雾水 全场都在打哈欠"
        ),
        listed(
            "我笑得停不下来 我看得热泪盈眶 我哭了好几次 我忍不住鼓掌 我还想再看一遍 看得我目不转睛 我笑了整整一场 "
            "我看得哈哈大笑 我忍不住流泪 全场都在鼓掌 看得我心里暖暖的 我舍不得走 时间一下子就过去了 看得真过瘾"
        ),
    ),
    "thing": (
        listed("烂片 失败之作 垃圾片 平庸之作 糟糕的电影 无聊的片子 失败的作品"),
        listed("好片 佳作 杰作 经典 神作 精彩的电影 感人的片子 成功的作品"),
    ),
    "quality": (
        listed("套路 漏洞 废话 毛病"),
        listed("新意 亮点 惊喜 诚意 温情"),
    ),
    "point": (
        listed("漏洞 废话 毛病 缺点 问题"),
        listed("亮点 惊喜 笑点 优点"),
    ),
    "left": (
        listed("失望 尴尬 无聊 后悔"),
        listed("感动 惊喜 欢笑 温暖"),
    ),
    "made": (
        listed("很差 很烂 太假 很随便 很糟糕 乱七八糟 一塌糊涂 真差 很失败 不好 不怎么样 没有诚意"),
        listed("很好 很棒 很用心 很细 很漂亮 很真实 很到位 真好 非常出色 不错 真不错 很有诚意"),
    ),
    "advice": (
        listed(
            "不值得看 不推荐 千万别看 别浪费时间 劝你别看 白花了票钱 白白浪费了两个小时 不要去看 浪费钱 不值票价 "
            "错过了也没关系 来看真是个错误"
        ),
        listed("值得一看 强烈推荐 千万别错过 不要错过 一定要看 值得再看一遍 推荐给朋友 不容错过 值得去看 值回票价"),
    ),
    "idiom": (
        listed("很一般 不行 不怎么样 差得远 一塌糊涂 糟糕透了"),
        listed("很不错 很厉害 不错 没话说 了不起 恰到好处 无可挑剔"),
    ),
    "story idiom": (
        listed("不行 不怎么样 没意思 没劲 莫名其妙 让人看不下去 无聊透了 没什么可看的"),
        listed("不错 很不错 有意思 很过瘾 让人停不下来 没话说 了不起"),
    ),
    "sadly": (
        listed("可惜 只可惜 遗憾的是"),
        listed("好在 幸好 还好"),
    ),
    "slightly": (
        listed("有点 有些 过于 越来越"),
        listed("还算 挺 真的 越来越"),
    ),
}

WORDS: dict[str, tuple[str, ...]] = {
    "acting": listed("演技 表演 主演的演技 男主角的演技 女主角的表演 演员的表演 配角的表演 演员们的演技 主角的演技"),
    "story": listed("剧情 故事 情节 剧本 结局 结尾 后半段 前半段 这个故事 内容"),
    "look": listed("画面 特效 镜头 服装 场面 布景"),
    "sound": listed("音乐 配乐 主题曲 歌"),
    "speech": listed("台词 对白"),
    "film": listed("电影 这部电影 整部电影 片子 这部片子 这片子 影片"),
    "film kind": listed("电影 片子 作品"),
    "filmed good": listed("好看 精彩 好 感人 有趣 好笑"),
    "told good": listed("精彩 感人 有趣 好 动人"),
    "very": listed("很 很 非常 特别 十分 相当 真的很 太 真 实在"),
    "not": listed("不 不 不 并不 一点也不 一点都不 绝不 完全不 根本不 不算 没那么 没有那么 绝对不"),
    "not very": listed("没那么 没有那么 没有想象中那么 没有大家说的那么 不算 一点也不 一点都不 并不 绝对不"),
    "although": listed("虽然 虽然 虽说 尽管"),
    "but": listed("但是 但是 但 不过 可是 然而 可"),
    "people": listed("朋友 大家 同事 影评人 观众"),
    "craft person": listed("导演 主演 男主角 女主角 编剧 演员"),
    "surprise": listed("没想到 结果 看完才知道 其实"),
    "scene": listed("镜头 地方 情节"),
    "never": listed("从来没有 没有 并没有 一点也没有 完全没有"),
    "not feeling": listed("不 并不 一点也不 一点都不 完全不 绝不 没有"),
    "admit": listed("不得不说 不得不承认 不能不说 说真的 总的来说 看完觉得 没想到"),
    "number": listed("三 四 五 六 七 八 九 十"),
    "day": listed("一 二 三 四 五 六 日"),
    "person": listed("爸爸 妈妈 哥哥 姐姐 弟弟 妹妹 同学 邻居"),
    "city": listed("北京 上海 南京 西安 广州"),
    "job": listed("老师 医生 司机 工人 学生 警察"),
    "snack": listed("可乐 茶 水果 面包"),
    "colour": listed("红 黄 蓝 白 黑"),
    "place": listed("河边 山上 海边 车站 学校"),
}

# Says nothing about the film's worth.
NEUTRAL = (
    "星期{day}和{person}一起看的",
    "在{city}的电影院看的",
    "{person}买的票",
    "片长{number}十多分钟",
    "故事发生在{city}",
    "讲的是一个{job}和一个{job}的故事",
    "主角是一个{job}，家在{city}",
    "我们坐在第{number}排",
    "电影院在{number}楼",
    "看之前我们吃了{snack}",
    "{person}带了{snack}和{snack}",
    "{number}月在{city}上映",
    "那天有{number}十个人在看",
    "第一个镜头在{place}",
    "他们在{place}认识",
    "海报是{colour}的",
    "主角穿着{colour}衣服",
    "看完我们坐车回家",
    "片子是在{city}拍的",
    "{person}是{job}，住在{city}",
    "星期{day}外面下着雨",
    "电影{number}点开始",
    "歌是在{city}写的",
    "他每天从{place}走到{place}",
)
