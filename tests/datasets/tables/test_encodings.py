"""Which encoding a file was written in is found out from a few words, and said; a damaged byte changes nothing else."""

import pytest

from playground.datasets.tables import read_table
from playground.datasets.tables.decoding import ENCODINGS, decode
from playground.errors import UploadError
from tests.datasets.tables import cases

SHORT = [
    ("cp949", "문장,감정\n정말 재미있는 영화였다,긍정\n돈이 아깝다 진짜,부정\n"),
    ("cp949", "날짜,서울특별시 종로구,부산광역시\n2021-01-01,95,101\n"),
    ("cp932", "年月,平均気温(℃)\n2000年1月,15.2\n"),
    ("gb18030", "日期,销售额（万元）\n2021/01/01,101.5\n"),
    ("big5", "日期,收盤價,成交量\n2021/01/01,101.5,20\n"),
    ("cp1253", "Ημερομηνία;Τιμή\n01/01/2021;98,4\n"),
    ("cp737", "Ημερομηνία;Τιμή\n01/01/2021;98,4\n"),
    ("cp1250", "opinia;ocena\nŚwietna książka, gorąco polecam każdemu;dobra\nNudna, źle się czyta;zła\n"),
    ("cp1250", "Datum;Průměrná škoda\n01.01.2021;101,6\n"),
    ("cp1250", "dátum;külső hőmérséklet\n2021-01-01;3,5\n"),
    ("cp852", "Datum;Průměrná škoda\n01.01.2021;101,6\n"),
    ("cp1254", "yorum;durum\nÇok güzel bir ürün, teşekkürler;olumlu\nKargo geç geldi, hiç beğenmedim;olumsuz\n"),
    ("cp1257", "data;vidutinė temperatūra\n2021-01-01;3,5 šilčiau\n"),
    ("cp1252", "Größe;Qualität\n1;2\n"),
    ("cp1252", "mois;température\nfévrier;3,5\naoût;19,1\n"),
    ("cp1252", "price\n12 €\n13 €\n“about” 14 £\n"),
    ("cp850", "Text;Label\nGröße und Qualität für wenig Geld;gut\n"),
    ("mac_roman", "Text;Label\nGröße und Qualität für wenig Geld;gut\n"),
    ("cp1251", "Дата;Цена\n01.01.2021;12,5\n"),
    ("koi8_r", "Текст;Класс\nОтличный товар, рекомендую;хорошо\n"),
    ("cp866", "Текст;Класс\nОтличный товар, рекомендую;хорошо\n"),
    ("cp1255", "טקסט,תווית\nהמוצר מצוין,חיובי\n"),
]


@pytest.mark.parametrize(("encoding", "text"), SHORT)
def test_an_encoding_is_found_out_from_a_few_words_and_said(encoding, text):
    found = decode(text.encode(encoding))
    assert found.text == text
    (note,) = found.notes
    assert note.sentence.startswith("The file was read as ")
    assert ENCODINGS[found.encoding] in note.sentence


SENTENCES = [
    ("cp1250 cp852 mac_latin2", "Dzień dobry, książka była świetna i bardzo mi się podobała."),
    ("cp1250 cp852", "Jakość słaba, nie polecam"),
    ("cp1250 cp852 mac_latin2", "Dobrý den, kniha byla skvělá a moc se mi líbila."),
    ("cp1250 cp852", "Kvalita špatná, nedoporučuji"),
    ("cp1250 cp852", "Kniha bola výborná a veľmi sa mi páčila"),
    ("cp1250 cp852", "A könyv nagyon jó volt, tetszett a története és a szereplők."),
    ("cp1250", "Cartea a fost foarte bună şi mi-a plăcut, însă livrarea a întârziat"),
    ("cp1250", "Knjiga je odlična i jako mi se sviđa, preporučujem"),
    ("cp1254 cp857", "Kitap çok güzeldi, kargo hızlı geldi, teşekkür ederim"),
    ("cp1254 cp857", "Hiç beğenmedim, kalitesiz ürün"),
    ("cp1257", "Knyga buvo labai įdomi, rekomenduoju visiems šį kūrinį"),
    ("cp1257", "Grāmata bija ļoti laba, iesaku visiem izlasīt šo"),
    ("cp1252", "Raamat oli väga hea, mulle meeldis õhtul lugeda"),
    ("cp1252 cp850 mac_roman", "Die Qualität ist schön, aber für den Preis zu groß"),
    ("cp1252 cp850 mac_roman", "Größe"),
    ("cp1252 cp850 mac_roman", "Le livre était très intéressant, je l'ai adoré, ça vaut le coût"),
    ("cp1252 cp850 mac_roman", "déçu par la qualité"),
    ("cp1252 mac_roman", "“Très bien” – l’été, 5 €"),
    ("cp1252 cp850 mac_roman", "El niño comió una manzana, ¡qué rápido! ¿Está bien?"),
    ("cp1252 cp850 mac_roman", "A coleção é ótima, não há o que dizer, recomendações"),
    ("cp1252 cp850 mac_roman", "La città è bella, però la qualità è così così"),
    ("cp1252 cp850 mac_roman", "Boken var väldigt bra, jag gillade både början och slutet på året"),
    ("cp1252 cp850 mac_roman", "Bogen var meget god, og jeg både læste og hørte den på øen"),
    ("cp1252", "Bókin var mjög góð og mér þótti hún skemmtileg, það er víst"),
    ("cp1252", "De kwaliteit is geïnspireerd, één beetje coöperatie"),
    ("cp1251 koi8_r cp866 mac_cyrillic", "Книга была очень хорошая, мне понравилось"),
    ("cp1251 koi8_r cp866 mac_cyrillic", "Температура воздуха"),
    ("cp1251", "Книга була дуже цікава, мені сподобалося"),
    ("cp1251", "Книгата беше много хубава и ми хареса"),
    ("cp1251", "Књига је била веома добра"),
    ("cp1253 cp737", "Το βιβλίο ήταν πολύ καλό και μου άρεσε"),
    ("cp1255", "הספר היה טוב מאוד ואהבתי אותו"),
    ("cp1256", "كان الكتاب جيدا جدا وأعجبني كثيرا"),
    ("cp874", "หนังสือดีมากและฉันชอบมัน"),
    ("cp949", "책이 아주 좋았고 마음에 들었습니다"),
    ("cp949", "별로예요, 추천 안 합니다"),
    ("gb18030", "这本书非常好，我很喜欢"),
    ("gb18030", "价格,日期"),
    ("big5", "這本書非常好，我很喜歡"),
    ("big5", "價格,日期"),
    ("cp932 euc_jp", "この本はとても良かったです"),
    ("cp932", "日付,気温"),
]


@pytest.mark.parametrize(("encodings", "sentence"), SENTENCES)
def test_one_sentence_is_enough_to_tell_an_encoding(encodings, sentence):
    text = f"text,label\n{sentence},1\nplain words here,0\n"
    for encoding in encodings.split():
        assert decode(text.encode(encoding)).text == text


def test_the_note_on_an_encoding_shows_a_word_and_its_line():
    (note,) = decode("a;b\nok;teşekkürler\n".encode("cp1254")).notes
    assert note.sentence == (
        "The file was read as Turkish (Windows-1254): line 2 holds 'teşekkürler'. If that is misspelled, choose "
        "another encoding."
    )


def test_the_note_is_kept_with_the_table():
    table = read_table(b"text,label\n" + b"Caf\xe9,1\n" * 30)
    assert "line 2 holds 'Café'" in table.notes[0].sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_nothing_is_said_of_an_encoding_that_the_bytes_tell(encoding):
    assert decode("größer\n".encode(encoding)).notes == ()


GERMAN = "text,label\n" + "Müller war größer,gut\n" * 20


@pytest.mark.parametrize(
    ("end", "read", "said"),
    [
        ("abgeschnitten ü".encode()[:-1], "abgeschnitten �", "line 22, 'abgeschnitten �'"),
        ("Müller und Söhne,gut\n".encode("latin-1"), "M�ller und S�hne,gut\n", "line 22, 'M�ller und S�hne'"),
        (b"fine\xff,gut\n", "fine�,gut\n", "line 22, 'fine�,gut'"),
    ],
    ids=["cut off", "a line from elsewhere", "a damaged byte"],
)
def test_a_damaged_byte_leaves_the_rest_utf_8_and_is_named(end, read, said):
    found = decode(GERMAN.encode() + end)
    assert (found.text, found.encoding) == (GERMAN + read, "utf-8")
    (note,) = found.notes
    assert "replaced by �, as the file is UTF-8 elsewhere" in note.sentence
    assert note.sentence.endswith(f"{said}.")


def test_zeros_between_texts_are_dropped_with_a_note():
    table = read_table(cases.lines("text,label", *(f"a fine soup {i}\0,{'ab'[i % 2]}" for i in range(40))))
    assert table.columns[0].to_pylist()[3] == "a fine soup 3"
    assert "Control characters removed from 40 cells" in table.notes[0].sentence


def test_bytes_that_spell_nothing_are_no_text():
    with pytest.raises(UploadError, match=r"no text|not text"):
        decode(bytes(range(1, 256)) * 40)


def test_one_long_word_is_not_read_to_its_end():
    assert decode("é".encode("cp1252") * 3_000_000 + b"\n").encoding in ENCODINGS
