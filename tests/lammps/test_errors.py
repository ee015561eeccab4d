# SPDX-License-Identifier: MIT
"""Bad input stops with one line that says what is wrong and what to do."""
import unittest

from lammps_runner import MODEL, MODELS, SALT, SILICON, LammpsTest, cell

COMPUTE = f"{SILICON}\ncompute e all clasp/embed {MODEL} Si\n"


class BadModel(LammpsTest):
    def stops(self, model, *parts, ranks=1):
        self.assert_stops(f"{SILICON}\ncompute e all clasp/embed {model} Si\nrun 0",
                          "compute e clasp/embed: ", str(model), *parts, ranks=ranks)

    def test_missing(self):
        self.stops("nothing.safetensors", "not found", "LAMMPS_POTENTIALS", "give its path",
                   ranks=2)

    def test_truncated(self):
        self.stops(MODELS / "truncated.safetensors", "; ")

    def test_corrupt(self):
        self.stops(MODELS / "corrupt.safetensors", "; ")

    def test_foreign(self):
        self.stops(MODELS / "foreign.safetensors", "; ", ranks=2)

    def test_newer_version(self):
        self.stops(MODELS / "newer.safetensors", "format version 99", "update CLaSP")

    def test_element_the_model_lacks(self):
        self.stops(MODELS / "few-elements.safetensors", "Si", ranks=2)

    def test_no_text_encoder(self):
        self.assert_stops(f"{SILICON}\ncompute e all clasp/embed {MODELS}/no-text.safetensors Si\n"
                          "fix s all clasp/score 10 e prompts silicon",
                          "fix s clasp/score: ", "no-text.safetensors", "clasp model pack", ranks=2)

    def test_no_references(self):
        self.assert_stops(
            f"{SILICON}\ncompute e all clasp/embed {MODELS}/no-references.safetensors Si\n"
            "fix s all clasp/score 10 e prompts silicon",
            "fix s clasp/score: ", "no-references.safetensors", "reference")


class BadCompute(LammpsTest):
    def test_no_box(self):
        self.assert_stops(f"compute e all clasp/embed {MODEL} Si", "no simulation box",
                          "after create_box")

    def test_wrong_number_of_elements(self):
        for names in ("Na", "Na Cl O"):
            with self.subTest(names=names):
                self.assert_stops(f"{SALT}\ncompute e all clasp/embed {MODEL} {names}",
                                  f"{len(names.split())} element names for 2 atom types",
                                  "give one per type")

    def test_not_an_element(self):
        self.assert_stops(f"{SALT}\ncompute e all clasp/embed {MODEL} Na Xx",
                          "Xx is not an element (type 2)", "NULL")

    def test_all_types_left_out(self):
        self.assert_stops(f"{SALT}\ncompute e all clasp/embed {MODEL} NULL NULL",
                          "all types are NULL")

    def test_unknown_keyword(self):
        self.assert_stops(f"{SILICON}\ncompute e all clasp/embed {MODEL} Si grahp all",
                          "unknown keyword grahp", "known: graph, device")

    def test_graph_without_a_good_value(self):
        start = f"{SILICON}\ncompute e all clasp/embed {MODEL} Si graph"
        self.assert_stops(start, "keyword graph has no value")
        self.assert_stops(f"{start} some", "keyword graph is some", "all or group")

    def test_device_that_is_not_there(self):
        start = f"{SILICON}\ncompute e all clasp/embed {MODEL} Si device"
        self.assert_stops(f"{start} here", "keyword device is here", "host or gpu")
        self.assert_stops(f"{start} gpu", "built without a GPU", "device host")

    def test_names_against_masses(self):
        self.assert_stops(f"{SALT}\ncompute e all clasp/embed {MODEL} Cl Na\nrun 0",
                          "type 1 has mass 22.99", "but Cl has 35.45", "order of the atom types",
                          ranks=2)

    def test_units_lj(self):
        self.assert_stops(f"{SILICON.replace('units metal', 'units lj')}\n"
                          f"compute e all clasp/embed {MODEL} Si",
                          "units lj", "use units metal")

    def test_two_dimensions(self):
        self.assert_stops(f"""units metal
dimension 2
lattice sq 3.0
region box block 0 3 0 3 -0.1 0.1
create_box 1 box
compute e all clasp/embed {MODEL} Si""", "three-dimensional", "dimension 3")

    def test_ghosts_too_near(self):
        # without a pair style's reach, the second shell of silicon at 3.84 is out of sight
        near = SILICON.replace("zero 4.0", "zero 2.0") + "neighbor 1.0 bin\n"
        compute = f"compute e all clasp/embed {MODEL} Si\nthermo_style custom c_e[1]\nrun 0"
        self.assert_stops(near + compute, "complete to 3 Angstrom", "up to 3.84 are needed",
                          '"comm_modify cutoff 4.9"', ranks=2)
        self.lammps(near + "comm_modify cutoff 4.9\n" + compute, ranks=2)

    def test_remedy_in_the_units_of_the_input(self):
        metres = (cell("diamond 5.431e-10", 1, masses="mass 1 4.6637e-26")
                  .replace("units metal", "units si").replace("zero 4.0", "zero 2.0e-10"))
        self.assert_stops(f"{metres}neighbor 1.0e-10 bin\ntimestep 1e-15\n"
                          f"compute e all clasp/embed {MODEL} Si\nthermo_style custom c_e[1]\n"
                          "run 0", '"comm_modify cutoff 4.9e-10"')


class BadFix(LammpsTest):
    def stops(self, arguments, *parts, ranks=1, tail=""):
        self.assert_stops(f"{COMPUTE}fix s all clasp/score {arguments}\n{tail}",
                          "fix s clasp/score: ", *parts, ranks=ranks)

    def test_arguments_missing(self):
        self.stops("10", "arguments are missing", "prompts")

    def test_interval(self):
        for n in ("0", "-5"):
            with self.subTest(n=n):
                self.stops(f"{n} e prompts silicon", f"N is {n}", "above 0")

    def test_no_such_compute(self):
        self.stops("10 nobody prompts silicon", "there is no compute nobody", "define it first")

    def test_compute_of_another_style(self):
        self.stops("10 thermo_temp prompts silicon", "compute thermo_temp is of style temp",
                   "compute clasp/embed")

    def test_unknown_keyword(self):
        self.stops("10 e prompt silicon", "unknown keyword prompt", "known: prompts")

    def test_keyword_without_value(self):
        self.stops("10 e prompts silicon file", "keyword file has no value")

    def test_no_prompts(self):
        self.stops("10 e tag 90", "no prompts", "prompts/file")
        self.stops("10 e prompts tag 90", "no prompts")

    def test_empty_prompt(self):
        self.stops('10 e prompts silicon ""', "empty", ranks=2)

    def test_prompt_file(self):
        self.stops("10 e prompts/file nowhere.txt", "nowhere.txt", "cannot be read", "one prompt",
                   ranks=2)
        (self.folder / "empty.txt").write_text("# nothing\n\n")
        self.stops("10 e prompts/file empty.txt", "empty.txt", "holds no prompt")

    def test_tag_percentile(self):
        self.stops("10 e prompts silicon tag 101", "tag percentile is 101", "from 0 to 100")

    def test_hysteresis(self):
        self.stops("10 e prompts silicon hysteresis -1", "hysteresis is -1", "from 0 to 100")

    def test_average(self):
        self.stops("10 e prompts silicon ave 0", "ave is 0", "above 0")

    def test_unwritable_tag_file(self):
        self.stops("10 e prompts silicon file nowhere/tags.csv", "nowhere/tags.csv",
                   "No such file or directory", "name a file", ranks=2, tail="run 0")

    def test_full_disk(self):
        self.stops("10 e prompts silicon file /dev/full", "/dev/full", "No space left",
                   tail="run 0")

    def test_long_prompt_is_cut(self):
        prompt = " ".join(["silicon"] * 100)
        cut = " ".join(["silicon"] * 62)  # two of the 64 tokens are [CLS] and [SEP]
        results = [self.lammps(f'{COMPUTE}fix s all clasp/score 10 e prompts "{text}" ice\n'
                               "thermo_style custom step f_s[3]\nrun 0", ranks=2)
                   for text in (prompt, cut)]
        warning = "prompt 1 cut at 64 tokens; shorten it"
        self.assertIn(warning, results[0].output)
        self.assertNotIn(warning, results[1].output)
        self.assertEqual(results[0].thermo(), results[1].thermo())


if __name__ == "__main__":
    unittest.main()
