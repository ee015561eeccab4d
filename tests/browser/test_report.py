#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The page of `clasp report` in a real browser: what is drawn, what pointer and keyboard do."""
import os
import unittest
from pathlib import Path

from browser import SCREENSHOTS, BrowserTest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PROMPTS = ["silicon, diamond structure", "liquid silicon", "</script><b>perovskite</b>"]
ROWS = 60


def write_run(folder):
    """A crystal that melts at row 40, with a thermo log and frames of some rows."""
    head = ["# CLaSP tag file, format 1", '# model: "model.safetensors"', "# tag percentile: 95"]
    head += [f'# prompt {i + 1}: "{text}"' for i, text in enumerate(PROMPTS)]
    head.append("step,time,tag,best," + ",".join(f"{kind}_{i}" for kind in ("percentile", "cosine") for i in (1, 2, 3)))
    rows, thermo = [], ["Step Temp"]
    for r in range(ROWS):
        solid = r < 40
        rows.append(f'{100 * r},{0.2 * r:g},"{PROMPTS[0 if solid else 1]}",{1 if solid else 2},'
                    f"{99.9 if solid else 90:.3f},{80 if solid else 99:.3f},20.000,0.6,0.5,0.1")
        thermo.append(f"{100 * r} {300 + 30 * r}")
    (folder / "tags.csv").write_text("\n".join(head + rows) + "\n")
    (folder / "log.lammps").write_text("\n".join(thermo) + "\n")
    (folder / "frames #1").mkdir()
    for step in (0, 4500):
        (folder / f"frames #1/dump.{step}.cfg").touch()


class Report(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write_run(cls.folder)
        cls.clasp("report", "tags.csv", "--thermo", "log.lammps", "--frames", "frames #1/dump.*.cfg", "--out", "tags.html",
                  "--title", "Silicon melts")

    def setUp(self):
        self.prefer("light")
        self.open("tags.html")

    def readout(self):
        return self.browser.find_element(By.ID, "readout").text

    def test_draws_lines_bands_and_temperature(self):
        self.assertEqual(self.browser.title, "Silicon melts")
        self.assertEqual(self.js("document.querySelectorAll('#percentiles .line').length"), 3)
        self.assertEqual(self.js("document.querySelectorAll('.thermo .line').length"), 1)
        widths = self.js("[...document.querySelectorAll('.band rect')].map((r) => +r.getAttribute('width'))")
        self.assertEqual(len(widths), 2)
        self.assertAlmostEqual(widths[0] / sum(widths), 39.5 / 59, delta=0.01)
        # the line of the crystal's percentile falls by 9.9 of 100 where it melts
        low, high = self.js("d3.extent(document.querySelector('[data-prompt=\"0\"]').getAttribute('d')"
                            ".match(/,[0-9.]+/g).map((y) => +y.slice(1)))")
        self.assertAlmostEqual(high - low, 0.099 * 270, delta=0.5)

    def test_foreign_text_stays_text(self):
        self.assertIn(PROMPTS[2], self.browser.find_element(By.ID, "legend").text)
        self.assertEqual(self.js("document.querySelectorAll('#legend b').length"), 0)

    def test_pointer_and_keyboard_move_the_cursor(self):
        charts = self.browser.find_element(By.ID, "charts")
        charts.send_keys(Keys.END)
        self.assertIn("liquid silicon at step 5900", self.readout())
        charts.send_keys(Keys.PAGE_UP, Keys.ARROW_LEFT)
        self.assertIn("at step 4800", self.readout())
        self.assertIn("Temp 1740", self.readout())
        charts.send_keys(Keys.HOME)
        self.assertIn("silicon, diamond structure at step 0", self.readout())
        self.assertEqual(charts.get_attribute("aria-valuetext"), "step 0: silicon, diamond structure")
        self.assertTrue(self.js("document.querySelector('#readout a').href").endswith("/frames%20%231/dump.0.cfg"))
        percentiles = self.browser.find_element(By.ID, "percentiles")
        ActionChains(self.browser).move_to_element(percentiles).perform()
        self.assertRegex(self.readout(), r"at step (28|29|30)00")

    def test_prompts_can_be_hidden_and_scales_changed(self):
        self.browser.find_elements(By.CSS_SELECTOR, "#legend input")[2].click()
        self.assertEqual(self.js("document.querySelectorAll('#percentiles .line').length"), 2)
        before = self.js("document.querySelector('[data-prompt=\"0\"]').getAttribute('d')")
        self.js("(document.getElementById('scale').value = 'log', document.getElementById('scale')"
                ".dispatchEvent(new Event('change')))")
        self.assertNotEqual(self.js("document.querySelector('[data-prompt=\"0\"]').getAttribute('d')"), before)

    def test_table_leads_to_rows_and_frames(self):
        rows = self.browser.find_elements(By.CSS_SELECTOR, "#tags tbody tr")
        self.assertEqual([row.text.split()[:2] for row in rows], [["0", "3900"], ["4000", "5900"]])
        rows[1].find_element(By.TAG_NAME, "button").click()
        self.assertIn("liquid silicon at step 4000", self.readout())
        self.assertEqual([a.text for a in rows[0].find_elements(By.TAG_NAME, "a")], ["step 0"])

    def test_light_and_dark(self):
        ground = "getComputedStyle(document.body).backgroundColor"
        self.assertEqual(self.js(ground), "rgb(255, 255, 255)")
        self.prefer("dark")
        self.wait_for(f"{ground} === 'rgb(18, 21, 26)'")
        self.browser.find_element(By.ID, "theme").click()
        self.assertEqual(self.js(ground), "rgb(255, 255, 255)")

    def test_everything_has_a_name_for_screen_readers(self):
        nameless = self.js("""[...document.querySelectorAll('button, select, input, [role], a')].filter((e) =>
            !(e.textContent.trim() || e.getAttribute('aria-label') || e.closest('label'))).length""")
        self.assertEqual(nameless, 0)


@unittest.skipUnless(SCREENSHOTS and "CLASP_RUN" in os.environ, "a picture for the documents, of a real run")
class Picture(BrowserTest):
    """CLASP_SCREENSHOTS=doc CLASP_RUN=build/quickstart tests/browser/test_report.py Picture"""

    def test_picture(self):
        run = Path(os.environ["CLASP_RUN"]).resolve()
        self.clasp("report", run / "tags.csv", "--thermo", run / "log.lammps", "--out", "tags.html", "--title", "Silicon melts")
        self.open("tags.html")
        self.screenshot("report.png")


if __name__ == "__main__":
    unittest.main()
