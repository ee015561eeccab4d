#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a map page of many points costs in headless Chromium with software rendering.

usage: bench/map_page.py RANDOM_MAP [POINTS]     RANDOM_MAP: build/bin/random_map
Prints the time to the first complete picture, pictures per second while the map is dragged, and the time of a search.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("CLASP", "")
sys.path.insert(0, str(Path(__file__).parents[1] / "tests/browser"))
from browser import start_browser  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

PAN = """
const done = arguments[0], view = materialsMap.views[0], begin = performance.now(), frames = view.cloud.frames;
let moves = 0, last = begin, longest = 0;
const step = () => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  if (now - begin > 3000) return done([moves / (now - begin) * 1000, longest]);
  d3.select(view.element).call(view.zoom.translateBy, 3 * Math.sin(++moves / 20), 2 * Math.cos(moves / 20));
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


def processor_seconds(root):
    """Of a process and all that came from it."""
    parent, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:  # ended meanwhile
            continue
        pid = int(stat.parent.name)
        parent[pid], used[pid] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    def descends(pid):
        return pid == root or (pid in parent and descends(parent[pid]))
    return sum(seconds for pid, seconds in used.items() if descends(pid))


def main():
    points = sys.argv[2] if len(sys.argv) > 2 else "400000"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        subprocess.run([sys.argv[1], points, page], check=True)
        # pages are put together without WebGL, as Chromium does where it finds no graphics processor
        browser = start_browser("--disable-gpu-compositing")
        try:
            browser.get(page.as_uri())
            wait = WebDriverWait(browser, 120, poll_frequency=0.02)
            wait.until(lambda b: b.execute_script("return materialsMap.drawnAt > 0"))
            print(f"{points} points, page of {page.stat().st_size / 1e6:.1f} MB")
            print(f"opened, all points drawn: {browser.execute_script('return materialsMap.drawnAt') / 1e3:.2f} s")
            wait.until(lambda b: b.execute_script("return materialsMap.ready === true"))
            driver = browser.service.process.pid
            used = processor_seconds(driver)
            rate, longest = browser.execute_async_script(PAN)
            used = processor_seconds(driver) - used
            print(f"dragged: {rate:.0f} pictures/s, longest pause {longest:.0f} ms; a picture takes "
                  f"{1e3 * used / (3 * rate):.0f} ms of the processor, all processes of the browser together")
            for words in ("zeolite", "zeolite copper", "hydrate 12345", "fe2o3"):
                times = [browser.execute_script("document.getElementById('search').value = arguments[0]; materialsMap.search();"
                                                "return materialsMap.searchTook", words) for _ in range(3)]
                print(f"search for \"{words}\": {min(times):.0f} ms")
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
