# SPDX-License-Identifier: MIT
"""Headless Chromium on a page of a file, by Debian's chromium-driver and python3-selenium.

Used by the tests of this folder. CLASP names the command; CLASP_SCREENSHOTS, if set, the folder that gets the
screenshots (doc/ for those of the documents).
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from selenium import webdriver
    from selenium.common.exceptions import JavascriptException
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    webdriver = None
if webdriver is None or not shutil.which("chromium") or not shutil.which("chromedriver"):
    print("no browser to test with: install chromium, chromium-driver and python3-selenium", file=sys.stderr)
    sys.exit(77)

CLASP = os.environ["CLASP"]
SCREENSHOTS = os.environ.get("CLASP_SCREENSHOTS")


def start_browser(*arguments):
    options = Options()
    options.binary_location = shutil.which("chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # software rendering, which every machine has; no sandbox, which root cannot have
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader",
                     "--enable-unsafe-swiftshader", "--force-color-profile=srgb", "--window-size=1280,860",
                     "--host-resolver-rules=MAP * ~NOTFOUND", *arguments):
        options.add_argument(argument)
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


class BrowserTest(unittest.TestCase):
    """One browser for all tests of a class, a folder for their files, and no message on the console."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="clasp-browser-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.browser = start_browser()
        cls.addClassCleanup(cls.browser.quit)

    def tearDown(self):
        # of all messages: a page that is as it should be has nothing to say
        self.assertEqual([entry["message"] for entry in self.browser.get_log("browser")], [])

    @classmethod
    def clasp(cls, *arguments):
        return subprocess.run([CLASP, *map(str, arguments)], cwd=cls.folder, check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def open(self, name):
        self.browser.get((self.folder / name).as_uri())

    def js(self, expression, *arguments):
        return self.browser.execute_script("return " + expression, *arguments)

    def wait_for(self, expression, seconds=60):
        """Waits until a JavaScript expression is true; what it names may not be there at first."""
        WebDriverWait(self.browser, seconds, poll_frequency=0.05, ignored_exceptions=[JavascriptException]).until(
            lambda _: self.js(expression))

    def prefer(self, scheme):
        """What the system is said to prefer: light or dark."""
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                     {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def screenshot(self, name):
        if SCREENSHOTS:
            self.browser.save_screenshot(str(Path(SCREENSHOTS) / name))
