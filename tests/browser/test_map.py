#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The page of `clasp map` in a real browser: a map of textbook crystals with a second embedding and a run across it."""
import json
import csv
import os
import subprocess
import unittest
from pathlib import Path

from browser import SCREENSHOTS, BrowserTest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

REFERENCE = Path(__file__).parents[1] / "reference"
PROMPTS = ["silicon", "rock salt", "perovskite oxide"]
TAGS = """# CLaSP tag file, format 1
# model: "model.safetensors"
# tag percentile: 95
# prompt 1: "silicon"
# prompt 2: "liquid"
step,time,tag,best,percentile_1,percentile_2,cosine_1,cosine_2
0,0,"silicon",1,99.000,10.000,0.9,-0.5
100,0.1,"unknown",1,50.000,50.000,0.1,0.1
200,0.2,"liquid",2,10.000,99.000,-0.5,0.9
"""


def make_model(path, *options):
    subprocess.run(["python3", REFERENCE / "make_random_model.py", "--text-encoder", REFERENCE / "data/tiny_bert",
                    "--hidden", "32", "--max-tokens", "24", *options, path], check=True)


class MapTest(BrowserTest):
    """What the tests of a map need."""

    def setUp(self):
        self.prefer("light")
        self.open("map.html")
        self.wait_for("materialsMap.ready && materialsMap.drawnAt > 0")

    def settled(self):
        self.wait_for("materialsMap.views.every((view) => !view.cloud.pending)")

    def pixels(self, view=0):
        """Colours in a view's picture, with how many pixels have each; transparent ones left out."""
        self.settled()
        return {tuple(map(int, colour.split(","))): count for colour, count in self.js("""(() => {
            const all = materialsMap.views[arguments[0]].cloud.read(), counts = {};
            for (let p = 0; p < all.length; p += 4)
              if (all[p + 3] > 200) counts[all.slice(p, p + 3)] = (counts[all.slice(p, p + 3)] || 0) + 1;
            return Object.entries(counts);
        })()""", view)}

    def element(self, name):
        return self.browser.find_element(By.ID, name)

    def choose_colour(self, value):
        self.js("(document.getElementById('colour').value = arguments[0], document.getElementById('colour')"
                ".dispatchEvent(new Event('change')))", value)
        self.settled()

    def point_called(self, formula):
        return self.js("d3.range(materialsMap.head.points).find((i) => materialsMap.formulas.line(i) === arguments[0])", formula)

    def click_point(self, point):
        x, y = self.js("""(() => { const view = materialsMap.views[0], p = view.places, i = arguments[0];
            const [x, y] = view.toPixel(p[2 * i], p[2 * i + 1]), box = view.element.getBoundingClientRect();
            return [Math.round(box.left + x), Math.round(box.top + y)]; })()""", point)
        mouse = ActionChains(self.browser)
        mouse.w3c_actions.pointer_action.move_to_location(x, y)
        mouse.w3c_actions.pointer_action.click()
        mouse.perform()


class Map(MapTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        make_model(cls.folder / "model.safetensors")
        make_model(cls.folder / "other.safetensors", "--seed", "7")
        (cls.folder / "tags.csv").write_text(TAGS)
        cls.clasp("corpus", "textbook", "corpus.sqlite")
        prompts = [word for prompt in PROMPTS for word in ("--prompt", prompt)]
        cls.clasp("map", "model.safetensors", "corpus.sqlite", "--out", "map.html", "--title", "Textbook", "--iterations", "100",
                  "--compare", "other.safetensors", "--trajectory", "tags.csv", "--coordinates", "map.csv", *prompts)

    def test_draws_the_points_of_both_views(self):
        points = self.js("materialsMap.head.points")
        self.assertGreater(points, 100)
        for view in (0, 1):
            pixels = self.pixels(view)
            self.assertGreater(sum(pixels.values()), 500)
            self.assertGreater(len(pixels), 5, "clusters have colours of their own")
        self.assertEqual([h.text for h in self.browser.find_elements(By.CSS_SELECTOR, ".view h2")][1], "other.safetensors")

    def test_webgl_draws_the_same_points(self):
        self.assertFalse(self.js("materialsMap.webgl"), "this browser computes WebGL on the CPU")
        written = self.pixels()
        self.browser.get("about:blank")
        self.browser.get((self.folder / "map.html").as_uri() + "#webgl")
        self.wait_for("materialsMap.ready && materialsMap.drawnAt > 0")
        self.assertTrue(self.js("materialsMap.webgl"))
        drawn = self.pixels()
        self.assertAlmostEqual(sum(drawn.values()) / sum(written.values()), 1, delta=0.3)
        self.assertEqual({c for c, n in drawn.items() if n > 300} - set(written), set())

    def test_places_are_those_of_the_coordinates(self):
        with (self.folder / "map.csv").open() as table:
            rows = {row["source"]: row for row in csv.DictReader(table)}
        self.assertEqual(len(rows), self.js("materialsMap.head.points"))
        self.browser.execute_async_script("readBinary('sources').then((b) => { window.sources = new TextDecoder().decode(b)"
                                          ".split('\\n'); arguments[0](); })")
        seen = self.js("d3.range(50).map((i) => [sources[i], materialsMap.views[0].places[2 * i], materialsMap.cluster[i] + 1])")
        xs = [float(rows[source]["x"]) for source, _, _ in seen]
        order = sorted(range(50), key=lambda i: xs[i])
        self.assertEqual(order, sorted(range(50), key=lambda i: (seen[i][1], xs[i])))
        for source, _, cluster in seen:
            self.assertEqual(int(rows[source]["cluster"]), cluster)

    def test_search_dims_the_others_and_lists_what_it_finds(self):
        before = sum(self.pixels().values())
        self.element("search").send_keys("SiO2")
        self.assertRegex(self.element("found").text, r"^\d+ structures$")
        count = int(self.element("found").text.split()[0])
        self.assertEqual(self.js("materialsMap.shared.state.filter((s) => s === 255).length"), count)
        self.assertLess(sum(self.pixels().values()), before / 4)
        first = self.browser.find_element(By.CSS_SELECTOR, "#results button")
        self.assertIn("SiO2", first.text)
        first.click()
        self.wait_for("document.querySelector('#facts h2') !== null")
        self.assertIn("SiO2", self.element("facts").text)
        self.element("search").clear()
        self.element("search").send_keys("no such words")
        self.assertEqual(self.element("found").text, "0 structures")

    def test_search_takes_every_dash_for_a_hyphen(self):
        lines = "new Lines('Metal\u2212Organic\\nmetal\u2013organic\\nmetal organic\\n')"
        self.assertEqual(self.js(f"[...{lines}.holding('metal-organic')]"), [1, 1, 0])
        self.assertEqual(self.js(f"[...{lines}.holding('Metal\u2014organic')]"), [1, 1, 0])

    def test_a_prompts_name_lights_up_the_map(self):
        self.element("search").send_keys("rock salt")
        self.wait_for("document.getElementById('colour').value === 'prompt1'")
        self.wait_for("document.getElementById('legend').textContent.includes('cosine')")
        self.assertEqual(self.js("materialsMap.shared.state.every((s) => s === 255)"), True)
        self.assertGreater(len(self.pixels()), 10)

    def test_colours_by_property_and_element(self):
        self.choose_colour("property0")
        self.wait_for("document.getElementById('legend').textContent.includes('g/cm³')")
        self.assertGreater(len(self.pixels()), 10)
        self.choose_colour("element")
        self.element("element").clear()
        self.element("element").send_keys("Si O")
        self.wait_for("/^[1-9]\\d* structures with Si, O/.test(document.getElementById('legend').textContent)")
        self.assertEqual(len(self.pixels()), 2)

    def test_click_shows_formula_title_and_spinning_crystal(self):
        self.click_point(self.point_called("NaCl"))
        self.wait_for("!document.getElementById('crystal').hidden && materialsMap.crystal.atoms > 0")
        chosen = self.js("materialsMap.formulas.line(materialsMap.chosen)")
        self.assertEqual(self.element("facts").find_element(By.TAG_NAME, "h2").text, chosen)
        self.js("materialsMap.choose(arguments[0])", self.point_called("NaCl"))
        self.wait_for("document.querySelector('#facts h2').textContent === 'NaCl'")
        self.assertEqual(self.js("[materialsMap.crystal.structure.sites.length, materialsMap.crystal.atoms]"), [8, 27])
        self.assertIn("8 atoms; 5.64 × 5.64 × 5.64 Å, 90/90/90°", self.element("crystal-about").text)
        # it spins until the button stops it
        turn = self.js("materialsMap.crystal.turn.y")
        self.wait_for(f"materialsMap.crystal.turn.y !== {turn}")
        self.element("spin").click()
        self.assertEqual(self.element("spin").get_attribute("aria-pressed"), "false")
        self.js("new Promise(requestAnimationFrame)")
        turn = self.js("materialsMap.crystal.turn.y")
        self.js("new Promise((done) => setTimeout(done, 200))")
        self.assertEqual(self.js("materialsMap.crystal.turn.y"), turn)
        drawn = self.js("""(() => { const view = materialsMap.crystal, gl = view.renderer.getContext(); view.draw();
            const all = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
            gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, all);
            return all.filter((v, i) => i % 4 === 3 && v > 0).length / (all.length / 4); })()""")
        self.assertGreater(drawn, 0.1)

    def test_keyboard_alone(self):
        view = self.browser.find_element(By.CSS_SELECTOR, ".view")
        before = self.js("[materialsMap.views[0].transform.k, materialsMap.views[0].transform.x]")
        view.send_keys("+", Keys.ARROW_RIGHT)
        after = self.js("[materialsMap.views[0].transform.k, materialsMap.views[0].transform.x]")
        self.assertAlmostEqual(after[0] / before[0], 1.4)
        self.assertNotEqual(after[1], before[1])
        view.send_keys("0", Keys.ENTER)
        self.wait_for("materialsMap.chosen >= 0")
        chosen = self.js("materialsMap.chosen")
        view.send_keys(Keys.SHIFT, Keys.ARROW_RIGHT, Keys.NULL)
        self.wait_for(f"materialsMap.chosen !== {chosen}")
        places = "materialsMap.views[0].places"
        self.assertGreater(self.js(f"{places}[2 * materialsMap.chosen] - {places}[2 * {chosen}]"), 0)
        view.send_keys(Keys.ESCAPE)
        self.assertEqual(self.js("materialsMap.chosen"), -1)

    def test_run_across_the_map(self):
        slider = self.element("frame")
        self.assertEqual(self.element("frame-about").text, "step 0, time 0: silicon")
        slider.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
        self.assertEqual(self.element("frame-about").text, "step 200, time 0.2: liquid")
        self.assertEqual(slider.get_attribute("aria-valuetext"), "step 200, time 0.2: liquid")
        self.element("play").click()
        self.wait_for("materialsMap.frame !== 2")
        self.element("play").click()

    def test_hover_says_what_is_there(self):
        x, y = self.js("materialsMap.views[0].toPixel(materialsMap.views[0].places[0], materialsMap.views[0].places[1])")
        self.js("materialsMap.views[0].element.dispatchEvent(Object.defineProperties(new PointerEvent('pointermove', "
                "{clientX: 400, clientY: 300}), {offsetX: {value: arguments[0]}, offsetY: {value: arguments[1]}}))", x, y)
        hint = self.element("hint").text
        self.assertTrue(hint.startswith(self.js("materialsMap.formulas.line(materialsMap.hovered)")), hint)

    def test_light_and_dark(self):
        light = self.pixels()
        self.prefer("dark")
        self.wait_for("document.documentElement.dataset.theme === 'dark'")
        self.settled()
        self.assertNotEqual(self.pixels(), light)

    def test_names_for_screen_readers(self):
        nameless = self.js("""[...document.querySelectorAll('button, select, input, [role], a')].filter((e) =>
            !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.id === 'hint' || e.id === 'found'
              || e.id === 'crystal-view')).map((e) => e.outerHTML)""")
        self.assertEqual(nameless, [])

    def test_needs_no_network(self):
        self.assertEqual(self.js("performance.getEntriesByType('resource').filter((r) => !r.name.startsWith('data:')).length"), 0)
        self.assertNotIn(b"src=", (self.folder / "map.html").read_bytes().split(b"<script>")[0])


@unittest.skipUnless(SCREENSHOTS and "CLASP_MODEL" in os.environ, "pictures for the documents, by a real model")
class Pictures(MapTest):
    """CLASP_SCREENSHOTS=doc CLASP_MODEL=build/model.safetensors tests/browser/test_map.py Pictures"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = Path(os.environ["CLASP_MODEL"]).resolve()
        cls.clasp("corpus", "textbook", "corpus.sqlite")
        cls.clasp("map", model, "corpus.sqlite", "--out", "map.html", "--title", "Textbook crystals", "--threads", "1")

    def test_pictures(self):
        point = self.point_called("BaTiO3")
        self.js("materialsMap.choose(arguments[0])", point)
        self.wait_for("materialsMap.crystal && materialsMap.crystal.atoms > 0")
        self.screenshot("map.png")
        self.prefer("dark")
        self.element("search").send_keys("perovskite oxide")
        self.wait_for("document.getElementById('legend').textContent.includes('cosine')")
        self.settled()
        self.screenshot("map-dark.png")


@unittest.skipUnless(SCREENSHOTS and "CLASP_SECOND" in os.environ, "a picture for the documents, by two models of a corpus")
class ComparedPicture(MapTest):
    """CLASP_SCREENSHOTS=doc CLASP_MODEL=... CLASP_CORPUS=... CLASP_SECOND=structures.safetensors tests/browser/test_map.py ComparedPicture"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model, corpus, second = (Path(os.environ[name]).resolve() for name in ("CLASP_MODEL", "CLASP_CORPUS", "CLASP_SECOND"))
        cls.clasp("map", model, corpus, "--compare", second, "--compare-title", "structures alone", "--out", "map.html",
                  "--title", "Corpus of the shipped model", "--threads", "1")

    def test_picture(self):
        self.element("search").send_keys("organic framework")
        self.element("labels").click()
        self.settled()
        self.screenshot("map-compare.png")


class MadeUpMap(BrowserTest):
    """Many points: what is drawn piece by piece ends with all of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        subprocess.run([os.environ["RANDOM_MAP"], "60000", cls.folder / "map.html"], check=True)

    def test_draws_all_and_finds(self):
        self.open("map.html")
        self.wait_for("materialsMap.ready && materialsMap.views[0].cloud.drawn === 60000")
        self.js("(document.getElementById('search').value = 'zeolite nacl', materialsMap.search())")
        titles = self.js("materialsMap.publications.text").split("\n")[:-1]
        rows = self.js("[...materialsMap.publication]")
        formulas = self.js("materialsMap.formulas.text").split("\n")[:-1]
        wanted = sum("zeolite" in titles[row] and formula == "NaCl" for row, formula in zip(rows, formulas))
        self.assertGreater(wanted, 100)
        self.assertEqual(self.js("materialsMap.shared.state.filter((s) => s === 255).length"), wanted)


if __name__ == "__main__":
    unittest.main()
