"""Small files with one peculiarity each, as public files of their kind have it, made in a few lines."""

from datetime import datetime, timedelta
from math import sin

START = datetime(2021, 1, 1)
PHRASES = (
    "the soup was lovely",
    "cold food and slow staff",
    "a bright little film",
    "never going back",
    "neat and warm",
)


def wave(count: int) -> list[float]:
    """Numbers that follow from one another."""
    return [round(20 + 6 * sin(i / 9) + (i * 7 % 5) / 10, 2) for i in range(count)]


def days(count: int, pattern: str = "%Y-%m-%d") -> list[str]:
    """So many days."""
    return [(START + timedelta(days=i)).strftime(pattern) for i in range(count)]


def hours(count: int, pattern: str = "%Y-%m-%d %H:%M:%S") -> list[str]:
    """So many hours."""
    return [(START + timedelta(hours=i)).strftime(pattern) for i in range(count)]


def rows(*columns, delimiter: str = ",") -> list[str]:
    """Lines of cells."""
    return [delimiter.join(map(str, row)) for row in zip(*columns, strict=True)]


def lines(*all_lines: str) -> bytes:
    """A file."""
    return ("\n".join(all_lines) + "\n").encode()


def texts(count: int) -> list[str]:
    """Different short texts."""
    return [f"{PHRASES[i % len(PHRASES)]} no {i}" for i in range(count)]


def marks(count: int, names=("bad", "good")) -> list[str]:
    """Labels in turn."""
    return [names[i % len(names)] for i in range(count)]


def tsv_open_quote() -> bytes:
    some = texts(60)
    some[10], some[40] = '"' + some[10], '"' + some[40]
    return lines(*rows(some, marks(60, "01"), delimiter="\t"))


def no_header_label_repeats() -> bytes:
    return lines(*rows(marks(60, ("spam", "ham", "ham")), texts(60), delimiter="\t"))


def json_lines() -> bytes:
    return lines(*(f'{{"id": {i}, "text": "{t}", "stars": {1 + 4 * (i % 2)}}}' for i, t in enumerate(texts(60))))


def chinese() -> bytes:
    some = [f"{('态度很差不推荐', '服务热情下次再来')[i % 2]}{i}。" for i in range(80)]
    return lines("label,review", *rows(marks(80, "01"), some))


def hindi() -> bytes:
    some = [f"{('लम्बी और नीरस कहानी', 'बहुत अच्छी फ़िल्म')[i % 2]} {i}" for i in range(60)]
    return lines("text,label", *rows(some, marks(60)))


def html_breaks() -> bytes:
    some = [f"{a}.<br /><br />{b}." for a, b in zip(texts(60), reversed(texts(60)), strict=True)]
    return lines("text,label", *rows(some, marks(60, "01")))


def repeated_texts() -> bytes:
    return lines(
        "label,text", *rows(marks(120, ("spam", "ham")), [PHRASES[i % 4] + " !" * (i % 3) for i in range(120)])
    )


def ratings_1_to_10() -> bytes:
    return lines("text,rating", *rows(texts(200), [1 + i % 10 for i in range(200)]))


def control_character() -> bytes:
    some = texts(60)
    some[33] += "\b"
    return lines("label,review", *rows(marks(60, "01"), some))


def sorted_by_label() -> bytes:
    return lines("text,label", *rows(texts(120), ["good"] * 60 + ["bad"] * 60))


def duplicate_times() -> bytes:
    some = hours(200)
    some[101:] = hours(199)[100:]
    return lines("time,cars", *rows(some, wave(200)))


def newest_first() -> bytes:
    return lines("Date,Close,Open", *rows(days(199, "%m/%d/%Y"), wave(199), wave(199))[::-1])


def date_and_time_columns() -> bytes:
    comma = [str(value).replace(".", ",") for value in wave(200)]
    gaps = ["-200" if i % 9 == 0 else value for i, value in enumerate(comma)]
    body = rows(hours(200, "%d/%m/%Y"), hours(200, "%H.%M.%S"), gaps, comma, [""] * 200, [""] * 200, delimiter=";")
    return lines("Date;Time;CO(GT);T;;", *body, ";;;;;")


def date_as_number() -> bytes:
    return lines("date,value", *rows(days(200, "%Y%m%d"), wave(200)))


def year_month_day_hour() -> bytes:
    parts = [[(START + timedelta(hours=i)).timetuple()[at] for i in range(200)] for at in range(4)]
    values = ["NA"] * 5 + wave(200)[5:]
    return lines("No,year,month,day,hour,pm2.5,wind", *rows(range(1, 201), *parts, values, marks(200, ("SE", "NW"))))


def row_counter() -> bytes:
    visits = [f'"{int(1000 * value):,}"' for value in wave(200)]
    dates = [f"{int(m)}/{int(d)}/{y}" for y, m, d in (day.split("-") for day in days(200))]
    return lines("Row,Date,Visits", *rows(range(1, 201), dates, visits))


def month_names() -> bytes:
    prices = [f'"{1000 * value:,.1f}"' for value in wave(200)]
    dates = [f'"{day}"' for day in days(200, "%b %d, %Y")]
    volumes, changes = [f'"{value}K"' for value in wave(200)], [f'"{value / 10:.2f}%"' for value in wave(200)]
    return lines('"Date","Price","Vol.","Change %"', *rows(dates, prices, volumes, changes))


def one_bad_cell() -> bytes:
    curve = list(map(str, wave(200)))
    curve[77] = "14.5 93"
    return lines("time,power,curve", *rows(hours(200), wave(200), curve))


def constant_in_first_half() -> bytes:
    flag = [0] * 100 + [1] * 100
    return lines("time,year flag,temp,count", *rows(days(200), flag, wave(200), [int(10 * v) for v in wave(200)]))


def many_columns() -> bytes:
    columns = [[(i * at + at * at) % 97 for i in range(60)] for at in range(321)]
    return lines(",".join(["time", *(f"c{at}" for at in range(321))]), *rows(hours(60), *columns))


def stacked_countries() -> bytes:
    months = [f"{1990 + i // 12}-{1 + i % 12:02}-01" for i in range(100)]
    body = [
        f"{name},{month},{value + at}"
        for month, value in zip(months, wave(100), strict=True)
        for at, name in enumerate("ABC")
    ]
    return lines("Country,Date,Price (EUR)", *body)


def footer() -> bytes:
    months = [f'"{1950 + i // 12}-{1 + i % 12:02}"' for i in range(120)]
    body = rows(months, [int(10 * v) for v in wave(120)])
    return lines('"Month","Passengers: monthly totals"', *body, "", "Passengers: monthly totals")


def three_years_monthly() -> bytes:
    months = [f'"{1 + i // 12}-{1 + i % 12:02}"' for i in range(36)]
    return lines('"Month","Sales"', *rows(months, wave(36)))


def rows_without_times() -> bytes:
    return lines("level", *map(str, wave(200)))


def clock_change() -> bytes:
    start = datetime(2021, 10, 30, 12)
    times = [start + timedelta(hours=i) for i in range(100)]
    summer = datetime(2021, 10, 31, 1)
    shown = [f"{t + timedelta(hours=2 if t < summer else 1)}+0{2 if t < summer else 1}:00" for t in times]
    return lines("time,MW", *rows(shown, wave(100)))
