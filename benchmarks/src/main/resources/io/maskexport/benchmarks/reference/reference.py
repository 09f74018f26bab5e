"""The steps of the reference application, one for one, with the libraries that it uses: numpy, OpenCV and Pillow.

Reads a line of JSON for each work, does it over and over for as long as it says, and answers with the CPU seconds of one time, user and
system. The mask of the last time is left in a file.
"""

import base64
import json
import sys
import time
import zlib

import cv2
import numpy
from PIL import Image

cv2.setNumThreads(1)


def draw(canvas, label):
    """A plane of one channel for each label, then the canvas gets the colour wherever it is set."""
    if "bitmap" in label:
        left, top = label["bitmap"]["origin"]
        mask = decode(label["bitmap"]["data"])
        canvas = canvas[top:top + mask.shape[0], left:left + mask.shape[1]]
    else:
        plane = numpy.zeros(canvas.shape[:2], numpy.uint8)
        cv2.fillPoly(plane, [label["ring"]], 1)
        mask = plane.astype(bool)
    canvas[mask] = label["color"]


def decode(data):
    png = numpy.frombuffer(zlib.decompress(base64.b64decode(data)), numpy.uint8)
    return cv2.imdecode(png, cv2.IMREAD_UNCHANGED)[:, :, 3].astype(bool)


def blend(overlay, label):
    """Over the whole frame, in 16 bits and in floating point."""
    drawn = overlay.copy()
    draw(drawn, label)
    return ((overlay.astype(numpy.uint16) + drawn.astype(numpy.uint16)) / 2).astype(numpy.uint8)


def write(rgb, path):
    cv2.imwrite(path, cv2.cvtColor(rgb.copy(), cv2.COLOR_RGB2BGR))


def rewrite_grey(path):
    Image.open(path).convert("L").save(path)


def colours(work):
    canvas = numpy.zeros(work["shape"], numpy.uint8)
    for label in work["labels"]:
        draw(canvas, label)
    write(canvas, work["output"])


def greys(work):
    colours(work)
    rewrite_grey(work["output"])


def human(work):
    image = cv2.cvtColor(cv2.imread(work["image"]), cv2.COLOR_BGR2RGB)
    overlay = image.copy()
    for label in work["labels"]:
        overlay = blend(overlay, label)
    write(numpy.hstack((image, overlay)), work["output"])


def area(label):
    return cv2.contourArea(label["ring"])


def machine(work):
    """Larger objects below smaller ones."""
    greys(work | {"labels": sorted(work["labels"], key=area, reverse=True)})


KINDS = {"machine": machine, "semantic": colours, "instance": greys, "human": human}


def prepared(work):
    """The annotation as objects in memory: reading it is no part of the work."""
    with open(work["annotation"]) as file:
        annotation = json.load(file)
    labels = annotation["objects"]
    for label, color in zip(labels, work["colors"]):
        label["color"] = color
        if "points" in label:
            label["ring"] = numpy.array(label["points"]["exterior"], numpy.int32)
    if work["object"] >= 0:
        labels = [labels[work["object"]]]
    size = annotation["size"]
    return work | {"labels": labels, "shape": (size["height"], size["width"], 3)}


def seconds(work):
    do = KINDS[work["kind"]]
    start = time.process_time()
    calls = 0
    while calls == 0 or time.process_time() - start < work["least"]:
        do(work)
        calls += 1
    return (time.process_time() - start) / calls


for line in sys.stdin:
    print(seconds(prepared(json.loads(line))), flush=True)
