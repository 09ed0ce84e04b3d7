"""A photo as a phone takes it: with the place and the camera written into it."""

from pathlib import Path

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

CAMERA = "May-anh-cua-dieu-duong"


def taken_with_a_phone(path: Path) -> Path:
    """Write a JPEG turned by its EXIF, with camera and coordinates."""
    image = Image.effect_noise((640, 480), 40).convert("RGB")
    exif = image.getexif()
    exif[Base.Make], exif[Base.Orientation] = CAMERA, 6
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (21.0, 18.0, 31.5),
            GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (105.0, 24.0, 11.2),
        }
    )  # fmt: skip
    image.save(path, "JPEG", exif=exif)
    return path
