"""Pictures: their place is reserved, and they tell nothing about where and with what they were taken."""

from PIL import Image

from tests.support import Site, report, text_of

RASTER = {".jpg", ".jpeg", ".png", ".webp", ".avif"}


def test_every_picture_reserves_its_place(site: Site) -> None:
    problems = []
    for page in site.pages:
        for image in page.soup.find_all("img"):
            size = [text_of(image, key) for key in ("width", "height")]
            if not all(value.isdigit() and int(value) > 0 for value in size) or image.get("alt") is None:
                problems.append(f"{page.address}: {image.get('src')} width {size[0]!r} height {size[1]!r}")
    assert not problems, report(problems)


def test_the_reserved_place_has_the_pictures_shape(site: Site) -> None:
    problems = []
    for page in site.pages:
        for image in page.soup.find_all("img"):
            path = site.file(site.local(text_of(image, "src"), page.address) or "")
            if path.suffix not in RASTER or not text_of(image, "width") or not text_of(image, "height"):
                continue
            with Image.open(path) as opened:
                real = opened.width / opened.height
            said = int(text_of(image, "width")) / int(text_of(image, "height"))
            if abs(said - real) > 0.02 * real:
                problems.append(f"{page.address}: {image.get('src')} is {real:.3f} wide, said {said:.3f}")
    assert not problems, report(problems)


def test_pictures_carry_no_exif(site: Site) -> None:
    pictures = [path for path in site.files if path.suffix.lower() in RASTER]
    assert pictures
    problems = []
    for path in pictures:
        with Image.open(path) as opened:
            told = [key for key in ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment") if key in opened.info]
            if told or len(opened.getexif()):
                problems.append(f"{path.relative_to(site.folder)}: {told} {dict(opened.getexif())}")
    assert not problems, report(problems)


def test_only_pictures_below_the_first_are_lazy(site: Site) -> None:
    for page in site.articles:
        images = page.soup.select("main img")
        own = page.soup.select("main article img")
        if own:
            assert own[0].get("loading") != "lazy", page.address
        assert all(image.get("loading") == "lazy" for image in images if image not in own[:1]), page.address
