"""Chinese texts on which networks that judge reviews show what they can and cannot do."""

from functools import partial

from playground.analysis.probe_texts import TellingText, contrast, early, irony, negation, unknown

BAD, NOT_GOOD = "这部电影很难看。", "不好看。"
GOOD_ACTING = "虽然演技很好"
RARE = "旖旎"
AWFUL = "真是一部烂片。"
FRIDAY = "星期五和弟弟一起看的，看完我们坐车回家。"
HATED = "我讨厌这部电影，今年看过的最无聊的片子。"
PLOT = (
    "故事从一个星期一开始。一个女人下班回家，在桌上看到一封信。信是她哥哥写的，他住在南方，在河边修桥。他请她冬天以前"
    "去看看他。她带了两个包，锁上门，走到车站。车晚点了，她坐在那里看书。旁边坐下一个老人，和她说起天气和面包。车来了，"
    "他们坐在一起。晚上灯亮了，她看着外面，想起小时候和哥哥住在海边。早上车到了，哥哥穿着白色的衣服站在那里。他们走过"
    "学校，走到河边，他把那座桥指给她看。他修了两年。河的另一边就是他的家，他们喝茶，一直说到天黑。"
)

CHINESE = (
    TellingText(
        "Early verdict",
        f"{AWFUL}{FRIDAY}",
        "The verdict is the first sentence; see whether the line keeps it over characters that judge nothing.",
        partial(early, verdict=AWFUL, filler=FRIDAY),
    ),
    TellingText(
        "Negation",
        "这部电影一点也不难看。",
        "“一点也不” turns “难看” around. Compare it with the same text without them.",
        partial(negation, blame=BAD, bad="难看", denial="一点也不"),
    ),
    TellingText(
        "Double negation",
        "不是不好看。",
        "The first “不” turns the second one around.",
        partial(negation, blame=NOT_GOOD, bad="不好看", denial="不是"),
    ),
    TellingText(
        "Contrast",
        f"{GOOD_ACTING}，但是剧情太无聊了。",
        "The verdict stands at the end; but “虽然” tells at once that praise will not last.",
        partial(contrast, praise=GOOD_ACTING),
    ),
    TellingText(
        "Irony",
        "真有意思，又是一部小狗会说话的电影。我最喜欢的就是它结束的那一分钟。",
        "Friendly words; only a reader knows that they are not meant.",
        irony,
    ),
    TellingText(
        "Unknown word",
        f"画面很{RARE}，我很感动。",
        f"“{RARE}” is rare: none of the generated reviews has its characters.",
        partial(unknown, word=RARE, instead="漂亮"),
    ),
    TellingText(
        "Long review",
        f"{HATED}{PLOT}",
        "The verdict is the first sentence; the plot that follows judges nothing.",
        partial(early, verdict=HATED, filler=PLOT),
    ),
)
"""For networks that judge reviews as 负面 or 正面."""
