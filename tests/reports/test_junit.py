"""JUnit XML of a result."""

import xml.etree.ElementTree as ET

from made_results import HOSTILE, perfect, result

from tensorgrade_reports.platforms.junit import document


def test_a_suite_an_exercise_with_its_counts():
    root = ET.fromstring(document(result("ben")))
    assert root.get("name") == "ben"
    counts = ("name", "tests", "failures", "errors", "skipped", "time")
    assert [[suite.get(one) for one in counts] for suite in root] == [
        ["sums", "6", "2", "0", "1", "1.500"],
        ["loops", "3", "2", "0", "0", "5.500"],
    ]
    points = [{one.get("name"): one.get("value") for one in suite.find("properties")} for suite in root]
    assert points == [{"points": "3", "possible": "6"}, {"points": "1", "possible": "3"}]


def test_a_check_with_what_is_wrong():
    case = ET.fromstring(document(result())).find(".//testcase")
    assert (case.get("classname"), case.get("name")) == ("sums.total", "test_total_public_failed")
    failure = case.find("failure")
    assert failure.get("message") == "total: told"
    assert failure.text.splitlines()[:3] == ["wrong-shape", "actual: told actual", "expected: told expected"]


def test_each_outcome_has_its_tag():
    cases = ET.fromstring(document(result())).findall(".//testcase")
    tags = [[child.tag for child in case if child.tag != "properties"] for case in cases]
    assert tags == [["failure"], [], [], [], ["failure"], ["skipped"], ["failure"], ["failure"], []]
    assert not ET.fromstring(document(perfect())).findall(".//failure")


def test_hostile_text_is_text():
    root = ET.fromstring(document(result(HOSTILE, HOSTILE)))
    assert root.get("name") == HOSTILE
    assert not root.findall(".//img") and not root.findall(".//script")
