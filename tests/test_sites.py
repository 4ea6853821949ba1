"""What is learned of a site, what never is, and what a profile takes out of a page."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from crawls import body, page
from newsclean import Document, Kind, Pipeline
from newsclean.errors import ConfigError, NewscleanError
from newsclean.signals.normalised import normalised
from newsclean.sites import SiteProfile, file, learn, merge, protect, prune, spill
from newsclean.sites.evidence import least_share
from newsclean.sites.host import site_of
from newsclean.testing import check_promises, texts

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
PROSE = "The Lindmouth Herald is edited by the people who read it and by nobody else."


def learned(path: Path, *pages: Document) -> set[str]:
    """The lines that are learned from these pages."""
    learn(pages, path)
    return {row["line"] for rows in file.read(path) for row in rows.to_pylist() if row["learned"]}


def noisy_page(number: int) -> Document:
    return page(number, head=["Home | Sport"], tail=[f"{number} people read this", PROSE], between=["Ads by Blip"])


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "sites.parquet"
    learn(
        [
            page(n, head=["Home | Sport"], tail=[f"{n} people read this", PROSE], between=["Ads by Blip"])
            for n in range(12)
        ],
        path,
    )
    return path


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.herald.co.uk/a?b#c", "herald.co.uk"),
        ("HTTP://News.Herald.Example.:8080/", "herald.example"),
        ("news.herald.example/a", "herald.example"),
        ("//herald.example", "herald.example"),
        ("https://herald.blogspot.com/", "herald.blogspot.com"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("http://[2001:db8::1]/a", "2001:db8::1"),
        ("http://localhost:80/", "localhost"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("", ""),
        ("http://[broken", ""),
        ("no address", ""),
        ("co.uk", "co.uk"),
    ],
)
def test_site_of_an_address(address: str, site: str) -> None:
    assert site_of(address) == site


@given(text=texts())
def test_any_text_may_stand_for_an_address(text: str) -> None:
    assert isinstance(site_of(text), str)
    assert Pipeline(sites=SiteProfile({})).clean(Document("The bridge is open.", url=text)) == "The bridge is open."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Published  3 May, 14:05", "PUBLISHED 12 May, 9:30"),
        ("“Share” it", '"share" it'),
        ("«Share» it", "'Share' it"),
        ("1,204 shares", "7 shares"),
        ("Share\u00a0this", "share this"),
    ],
)
def test_lines_that_count_as_one(one: str, other: str) -> None:
    assert normalised(one) == normalised(other) != ""


@pytest.mark.parametrize("line", ["3 : 1", "***", "", "x", "2026", "a" * 601])
def test_lines_that_are_never_counted(line: str) -> None:
    assert normalised(line) == ""


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_bound_is_below_the_share_and_grows_with_the_pages(some: int, more: int) -> None:
    of = some + more
    assert 0 <= least_share(some, of) <= (some / of if of else 0)
    assert least_share(2 * some, 2 * of) >= least_share(some, of) - 1e-12


@pytest.mark.parametrize(
    ("pages", "with_it", "is_learned"), [(3, 3, False), (5, 5, True), (20, 4, False), (20, 12, True)]
)
def test_a_label_needs_its_share_and_more_than_three_pages(
    tmp_path: Path, pages: int, with_it: int, is_learned: int
) -> None:
    crawl = [page(n, tail=["Share this"] if n < with_it else []) for n in range(pages)]
    assert ("share this" in learned(tmp_path / "p", *crawl)) == is_learned


@pytest.mark.parametrize(("pages", "with_it", "is_learned"), [(6, 6, False), (20, 20, True), (20, 12, False)])
def test_running_text_needs_nearly_all_of_many_pages(
    tmp_path: Path, pages: int, with_it: int, is_learned: bool
) -> None:
    crawl = [page(n, between=[PROSE] if n < with_it else []) for n in range(pages)]
    assert (normalised(PROSE) in learned(tmp_path / "p", *crawl)) is is_learned


def test_sentences_glued_to_paragraphs_are_learned(tmp_path: Path) -> None:
    crawl = [page(n, between=[f"{PROSE}{body(100 + n)[0]}"]) for n in range(20)]
    assert learned(tmp_path / "p", *crawl) == {normalised(PROSE)}
    glued = page(50, between=[f"{PROSE}{body(150)[0]}"])
    assert Pipeline(only=["site"], sites=tmp_path / "p").clean(glued) == page(50, between=[body(150)[0]]).text


def test_the_same_page_fetched_often_is_one_page(tmp_path: Path) -> None:
    assert not learned(tmp_path / "p", *[page(1, tail=["Share this", f"{n} people read this"]) for n in range(30)])


def test_a_story_told_again_is_no_template(tmp_path: Path) -> None:
    told = [page(n, of=1, between=["What is known so far", body(200 + n)[0]]) for n in range(9)]
    others = [page(n) for n in range(20, 30)]
    assert not learned(tmp_path / "p", *told, *others)


def test_a_wire_story_on_many_sites_is_no_template(tmp_path: Path) -> None:
    wire = body(999, 2)
    crawl = [
        page(n, between=wire, site=f"site{site}.example") for site in range(5) for n in range(site * 10, site * 10 + 8)
    ]
    assert not learned(tmp_path / "p", *crawl)


def test_a_column_among_other_pages_keeps_its_first_lines(tmp_path: Path) -> None:
    opening = ["The garden corner", "Every Friday our gardener answers the questions that readers have sent to her."]
    crawl = [page(n, head=opening if n % 3 == 0 else []) for n in range(30)]
    assert not learned(tmp_path / "p", *crawl)


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not at hand: ../shared/seeds")
def test_one_event_in_five_outlets_teaches_nothing(tmp_path: Path) -> None:
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    apart = [Document(text, url=f"https://outlet{number}.example/") for number, text in enumerate(seeds)]
    assert not learned(tmp_path / "apart", *apart)
    together = [Document(text, url="https://herald.example/") for text in seeds]
    assert not learned(tmp_path / "together", *together)


def test_pages_without_address_or_text_are_left_out(tmp_path: Path) -> None:
    found = learn([Document("Share"), Document("", url="https://herald.example/"), page(1)], tmp_path / "p")
    assert found == (1, 1, 0)


def test_a_profile_takes_what_the_site_repeats_and_says_why(profile: Path) -> None:
    noisy = page(77, head=["HOME | SPORT"], tail=["3 people read this", PROSE], between=["Ads by Blip"])
    result = Pipeline(only=["site"], sites=profile).explain(noisy)
    assert result.text == page(77).text
    assert result.restore() == noisy.text
    assert {each.cleaner for each in result.removals} == {"site"}
    assert {each.rule for each in result.removals} == {"in 12 of 12 pages of herald.example"}


@pytest.mark.parametrize("url", [None, "https://other.example/1"])
def test_other_sites_keep_their_lines(profile: Path, url: str | None) -> None:
    text = page(77, tail=["3 people read this"]).text
    assert Pipeline(only=["site"], sites=profile).clean(Document(text, url=url)) is text


def test_without_names_the_cleaner_and_presets_ask_for_more(profile: Path) -> None:
    noisy = page(77, between=["Ads by Blip"])
    assert Pipeline(only=["site"], sites=profile).clean(noisy) == page(77).text
    assert Pipeline(sites=profile, without=["site", "line_scorer"]).clean(noisy) == noisy.text
    assert Pipeline(only=["site"], sites=profile, confidence={"site": 0.99}).clean(noisy) == noisy.text


def test_a_kind_that_a_phrase_tells_stands_in_the_receipt(tmp_path: Path) -> None:
    learn([page(n, tail=["Sign up for our newsletter"]) for n in range(12)], tmp_path / "p")
    result = Pipeline(only=["site"], sites=tmp_path / "p").explain(page(77, tail=["Sign up for our newsletter"]))
    assert [each.kind for each in result.removals] == [Kind.SUBSCRIPTION]


_LINES = st.sampled_from(["Home | Sport", "3 people read this", PROSE, "Ads by Blip", *body(5), "Source link", ""])


@given(lines=st.lists(st.one_of(_LINES, texts(), st.tuples(_LINES, _LINES).map("".join)), max_size=8))
@settings(max_examples=100)
def test_promises_hold_with_a_profile(profile_once: Pipeline, lines: list[str]) -> None:
    check_promises(profile_once, [Document("\n".join(lines), url="https://herald.example/")])


@pytest.fixture(scope="module")
def profile_once(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    path = tmp_path_factory.mktemp("profile") / "sites.parquet"
    learn(map(noisy_page, range(12)), path)
    pipeline: Pipeline = pickle.loads(pickle.dumps(Pipeline(sites=path)))  # as it goes into other processes
    return pipeline


_PAGES = st.builds(
    page,
    st.integers(0, 12),
    tail=st.lists(st.sampled_from(["Share this", "3 shares", "4 shares", PROSE]), max_size=2),
    between=st.lists(st.sampled_from(["Ads by Blip", PROSE, body(3)[0]]), max_size=1),
    site=st.sampled_from(["www.herald.example", "herald.example", "valley.example"]),
)


@given(crawl=st.lists(_PAGES, max_size=14), data=st.data())
@settings(max_examples=25)
def test_merged_profiles_are_those_learned_together(
    crawl: list[Document], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    cut = data.draw(st.integers(0, len(crawl)))
    again = data.draw(st.integers(0, cut))  # some pages stand in both parts
    learn(crawl[:cut], folder / "a")
    learn(crawl[again:], folder / "b")
    learn(data.draw(st.permutations(crawl)), folder / "all")
    merge([folder / "b", folder / "a"], folder / "merged")
    assert (folder / "merged").read_bytes() == (folder / "all").read_bytes()


def test_a_site_of_many_pages_merges_as_well(tmp_path: Path) -> None:
    crawl = [page(n, tail=["Share this"] if n % 2 else []) for n in range(520)]  # more than copies are looked for on
    learn(crawl, tmp_path / "all")
    learn(crawl[:200], tmp_path / "a")
    learn(crawl[200:], tmp_path / "b")
    merge([tmp_path / "a", tmp_path / "b"], tmp_path / "a")  # over one of those that are read
    assert (tmp_path / "a").read_bytes() == (tmp_path / "all").read_bytes()


def test_it_is_the_same_file_however_many_parts_are_judged_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [page(n, tail=["Share"], site=f"site{n % 7}.example") for n in range(40)]
    learn(pages, tmp_path / "together")
    monkeypatch.setattr(spill, "TOGETHER", 1)
    learn(pages, tmp_path / "alone")
    assert (tmp_path / "alone").read_bytes() == (tmp_path / "together").read_bytes()


def test_a_pruned_profile_takes_the_same_and_cannot_be_merged(profile: Path, tmp_path: Path) -> None:
    small = tmp_path / "small.parquet"
    assert prune(profile, small) == len(SiteProfile.load(profile).sites["herald.example"].lines)
    assert SiteProfile.load(small).sites == SiteProfile.load(profile).sites
    assert small.stat().st_size < profile.stat().st_size
    with pytest.raises(NewscleanError, match="pruned"):
        merge([profile, small], tmp_path / "m")


def test_protected_lines_stay_through_a_merge(profile: Path, tmp_path: Path) -> None:
    assert protect(profile, "herald.example", ["Ads by Blip!"]) == ["Ads by Blip!"]
    assert protect(profile, "herald.example", ["ADS by Blip"]) == []
    merge([profile, profile], tmp_path / "m")
    noisy = page(77, between=["Ads by Blip"], tail=["3 people read this"])
    for path in profile, tmp_path / "m":
        assert Pipeline(only=["site"], sites=path).clean(noisy) == page(77, between=["Ads by Blip"]).text


@pytest.mark.parametrize("content", [b"", b"PAR1 not quite PAR1", b"{}"])
def test_what_is_no_profile_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"broken\.parquet: cannot be read as a site profile"):
        Pipeline(sites=path)


def test_another_parquet_file_is_no_profile(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"site": ["herald.example"]}), tmp_path / "other.parquet")
    with pytest.raises(ConfigError, match="not a site profile"):
        Pipeline(sites=tmp_path / "other.parquet")


def test_importing_newsclean_imports_nothing_of_this() -> None:
    import subprocess
    import sys

    code = "import sys, newsclean; newsclean.clean('a'); print({'pyarrow', 'publicsuffixlist'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"set()"


def test_the_public_face_knows_profiles(profile: Path) -> None:
    assert newsclean.Pipeline(sites=str(profile)).clean(page(77, tail=[PROSE])) == page(77).text
