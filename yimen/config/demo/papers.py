"""The papers people of the demo city hand in: small PDFs and drawings, made on the spot."""

import io
import random
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

DRAWN = ("图", "照片", "相片")  # what is drawn or photographed rather than written
INK, PAPER, WALL = (27, 36, 48), (255, 255, 255), (21, 86, 182)

# A font every PDF reader knows by name: the file needs no font of its own.
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    "/DescendantFonts[6 0 R]>>"
)
CID_FONT = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
)
DESCRIPTOR = (
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
)


def paper(material: str, *, item: str, applicant: str, day: str) -> SimpleUploadedFile:
    """A file that could be this material of this applicant."""
    if any(word in material for word in DRAWN):
        return SimpleUploadedFile(
            f"{material[:30]}.png", drawing(f"{material}{applicant}{item}"), "image/png"
        )
    lines = [
        f"事项：{item}",
        f"申请人：{applicant}",
        f"日期：{day}",
        "",
        "（演示材料，内容均为虚构）",
    ]
    return SimpleUploadedFile(f"{material[:30]}.pdf", pdf(material, lines), "application/pdf")


def drawing(seed: str) -> bytes:
    """A plan with a few rooms; the same seed draws the same plan."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (960, 640), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 920, 600), outline=INK, width=6)
    across, down = chance.randint(300, 620), chance.randint(220, 420)
    pen.line((across, 40, across, 600), fill=INK, width=4)
    pen.line((40, down, across, down), fill=INK, width=4)
    rooms = [(60, 60), (60, down + 20), (across + 20, 60)]
    for number, corner in enumerate(rooms, 1):
        pen.text(corner, f"{number}", fill=WALL, font_size=36)
    door = chance.randint(across + 60, 820)
    pen.line((door, 600, door + 70, 600), fill=PAPER, width=8)
    pen.arc((door - 70, 530, door + 70, 670), 270, 360, fill=WALL, width=3)
    pen.text((700, 560), f"1 : 100   DEMO {chance.randint(100, 999)}", fill=INK, font_size=20)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """One A4 page with a title and lines of text."""
    text = [_line(title[:24], 24, 70, 750)]
    text += [_line(line, 13, 70, 690 - 28 * n) for n, line in enumerate(lines)]
    stream = "\n".join(text)
    return _assembled(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            "/Resources<</Font<</F 5 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
            FONT,
            CID_FONT,
            DESCRIPTOR,
        ]
    )


def _line(text: str, size: int, x: int, y: int) -> str:
    code = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {x} {y} Td <{code}> Tj ET"


def _assembled(objects: Sequence[str]) -> bytes:
    """The objects with their table of places, as a PDF file."""
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    body += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{body.index('xref')}\n%%EOF\n"
    return body.encode("ascii")
