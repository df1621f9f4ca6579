"""Chinese texts on which networks that judge reviews show what they can and cannot do."""

from functools import partial

from playground.analysis.probe_texts import TellingText, contrast, early, irony, negation, unknown
from playground.languages import N_

BAD, NOT_GOOD = "这部电影很难看。", "不好看。"
GOOD_ACTING = "演技很好"
RARE = "旖旎"
AWFUL = "真是一部烂片。"
FRIDAY = "星期五和弟弟一起看的，看完我们坐车回家。"
HATED = "我讨厌这部电影，今年看过的最无聊的片子。"
PLOT = (
    "主角是一个老师，家在南京。星期一他在车站认识了一个司机，他们一起坐车去北京。第一天他们在河边看到一个穿红衣服的学生，"
    "她带了面包和水果。第二天外面下着雨，他们坐在电影院里吃面包。第三天他们走到海边，那里有十个工人在看书。主角的哥哥是"
    "警察，住在上海，姐姐是医生，住在广州。他们七月在西安看了一场电影。看完以后，学生回家了，司机也走了。主角每天从学校"
    "走到河边，在那里写歌。五年以后，他在海边的学校里又看到那个学生。她穿着白衣服，和弟弟坐在一起。他们坐车回家。"
)

CHINESE = (
    TellingText(
        N_("Early verdict"),
        f"{AWFUL}{FRIDAY}",
        N_("The verdict is the first sentence; see whether the line keeps it over characters that judge nothing."),
        partial(early, verdict=AWFUL, filler=FRIDAY),
    ),
    TellingText(
        N_("Negation"),
        "这部电影一点也不难看。",
        N_("“一点也不” turns “难看” around. Compare it with the same text without them."),
        partial(negation, blame=BAD, bad="难看", denial="一点也不"),
    ),
    TellingText(
        N_("Double negation"),
        "不是不好看。",
        N_("The first “不” turns the second one around."),
        partial(negation, blame=NOT_GOOD, bad="不好看", denial="不是"),
    ),
    TellingText(
        N_("Contrast"),
        f"{GOOD_ACTING}，但是剧情太无聊了。",
        N_("The verdict stands at the end; see whether the line turns there."),
        partial(contrast, praise=GOOD_ACTING),
    ),
    TellingText(
        N_("Concession"),
        f"虽然{GOOD_ACTING}，但是剧情太无聊了。",
        N_("“虽然” tells from the start that the praise will not last; see whether it is believed at all."),
        partial(contrast, praise=f"虽然{GOOD_ACTING}"),
    ),
    TellingText(
        N_("Irony"),
        "真有意思，又是一部小狗会说话的电影。我最喜欢的就是它结束的那一分钟。",
        N_("Friendly words; only a reader knows that they are not meant."),
        irony,
    ),
    TellingText(
        N_("Unknown word"),
        f"画面很{RARE}，我很感动。",
        N_("“旖旎” is rare: none of the generated reviews has its characters."),
        partial(unknown, word=RARE, instead="漂亮"),
    ),
    TellingText(
        N_("Long review"),
        f"{HATED}{PLOT}",
        N_("The verdict is the first sentence; the plot that follows judges nothing."),
        partial(early, verdict=HATED, filler=PLOT),
    ),
)
"""For networks that judge reviews as 负面 or 正面."""
