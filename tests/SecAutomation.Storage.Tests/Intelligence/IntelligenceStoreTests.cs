using CsCheck;
using SecAutomation.Storage.Intelligence;

namespace SecAutomation.Storage.Tests.Intelligence;

public sealed class IntelligenceStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("intelligence").FullName;

    private string StorePath => Path.Combine(_folder, "cve.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_fact_comes_back_as_it_was_written() =>
        CveGen.Facts.List[0, 30].Sample(
            list =>
            {
                CveFacts[] facts = [.. list.DistinctBy(told => told.CveId, StringComparer.Ordinal)];
                IntelligenceWriter writer = new();
                writer.Take(Feed(FeedKind.Nvd), facts.Select(told => told with { Kev = null, Epss = null, Ssvc = null }));
                writer.Take(Feed(FeedKind.CveRecord), facts.Where(told => told.Ssvc is not null)
                    .Select(told => new CveFacts { CveId = told.CveId, Ssvc = told.Ssvc }));
                writer.Take(Feed(FeedKind.Kev), facts.Where(told => told.Kev is not null));
                writer.Take(Feed(FeedKind.Epss), facts.Where(told => told.Epss is not null));
                writer.Write(StorePath);

                IntelligenceStore store = IntelligenceStore.Open(StorePath);

                store.Count.ShouldBe(facts.Length);
                store.Feeds.Select(feed => feed.Kind).ShouldBe([FeedKind.Kev, FeedKind.Epss, FeedKind.Nvd, FeedKind.CveRecord]);
                foreach (CveFacts told in facts)
                {
                    CveFacts read = store.Find(told.CveId.ToLowerInvariant()).ShouldNotBeNull();
                    (read with { Cvss = null }).ShouldBe(told with { Cvss = null });
                    read.Cvss.ShouldBe(told.Cvss);
                }

                store.All().Select(told => told.CveId).ShouldBe(facts.Select(told => told.CveId).OrderBy(CveGen.SortKey));
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void A_complete_feed_replaces_what_it_said_before_and_the_others_stay()
    {
        IntelligenceWriter writer = new();
        writer.Take(Feed(FeedKind.Kev), [CveGen.Listed("CVE-2020-0001"), CveGen.Listed("CVE-2020-0002")]);
        writer.Take(Feed(FeedKind.Epss), [new() { CveId = "CVE-2020-0001", Epss = new(0.5, 0.9) }]);
        writer.Write(StorePath);

        writer = new(IntelligenceStore.Open(StorePath));
        writer.Take(Feed(FeedKind.Kev), [CveGen.Listed("CVE-2020-0003")]);
        writer.Write(StorePath);

        IntelligenceStore store = IntelligenceStore.Open(StorePath);
        store.Find("CVE-2020-0001").ShouldBe(new CveFacts { CveId = "CVE-2020-0001", Epss = new(0.5, 0.9) });
        store.Find("CVE-2020-0002").ShouldBeNull();
        store.Find("CVE-2020-0003")!.Kev.ShouldNotBeNull();
        store.Feeds.Single(feed => feed.Kind == FeedKind.Kev).Count.ShouldBe(1);
    }

    [Fact]
    public void A_feed_that_grows_adds_and_replaces_CVE_by_CVE()
    {
        IntelligenceWriter writer = new();
        writer.Take(Feed(FeedKind.Nvd), [Rated("CVE-2021-0001", 5.0), Rated("CVE-2021-0002", 6.0)]);
        writer.Take(Feed(FeedKind.Nvd), [Rated("CVE-2021-0002", 9.8)]);
        writer.Write(StorePath);

        IntelligenceStore store = IntelligenceStore.Open(StorePath);
        store.Find("CVE-2021-0001")!.Cvss![0].BaseScore.ShouldBe(5.0);
        store.Find("CVE-2021-0002")!.Cvss![0].BaseScore.ShouldBe(9.8);
    }

    [Fact]
    public void Says_how_many_CVEs_stand_twice_in_a_feed() =>
        new IntelligenceWriter().Take(Feed(FeedKind.Nvd), [Rated("CVE-2021-0001", 5.0), Rated("CVE-2021-0001", 6.0)]).ShouldBe(1);

    [Theory]
    [InlineData("CVE-2021-1234567")]
    [InlineData("CVE-1999-0001")]
    [InlineData("CVE-2024-100000")]
    public void Numbers_of_any_length_keep_their_spelling(string cveId)
    {
        IntelligenceWriter writer = new();
        writer.Take(Feed(FeedKind.Nvd), [Rated(cveId, 5.0)]);
        writer.Write(StorePath);

        IntelligenceStore.Open(StorePath).All().Single().CveId.ShouldBe(cveId);
    }

    [Theory]
    [InlineData("CVE-2021-123")]
    [InlineData("CVE-2021-01234")]
    [InlineData("GHSA-2021-1234")]
    [InlineData("")]
    public void What_is_no_CVE_is_found_nowhere(string text)
    {
        new IntelligenceWriter().Write(StorePath);

        IntelligenceStore.Open(StorePath).Find(text).ShouldBeNull();
    }

    [Fact]
    public void A_missing_file_says_what_to_run() =>
        Failure(() => IntelligenceStore.Open(StorePath), FailureId.IntelligenceMissing).ShouldContain("Run Update-CveIntelligence first");

    [Fact]
    public void Another_file_is_recognised_as_none()
    {
        File.WriteAllText(StorePath, "SQLite format 3");

        Failure(() => IntelligenceStore.Open(StorePath), FailureId.IntelligenceCorrupt).ShouldContain("is no file of CVE intelligence");
    }

    [Fact]
    public void A_file_that_was_cut_or_altered_anywhere_is_refused()
    {
        IntelligenceWriter writer = new();
        writer.Take(Feed(FeedKind.Kev), [CveGen.Listed("CVE-2020-0001"), CveGen.Listed("CVE-2020-0002")]);
        writer.Write(StorePath);
        byte[] whole = File.ReadAllBytes(StorePath);

        for (int place = 0; place < whole.Length; place++)
        {
            // The mark and the version have messages of their own.
            byte[] altered = [.. whole];
            altered[place] ^= 0x40;
            File.WriteAllBytes(StorePath, altered);
            Should.Throw<FailureException>(() => IntelligenceStore.Open(StorePath))
                .Id.ShouldBeOneOf(FailureId.IntelligenceCorrupt, FailureId.StoreTooNew);

            File.WriteAllBytes(StorePath, whole[..place]);
            Should.Throw<FailureException>(() => IntelligenceStore.Open(StorePath)).Id.ShouldBe(FailureId.IntelligenceCorrupt);
        }
    }

    [Fact]
    public void A_file_of_a_newer_version_is_not_guessed_at()
    {
        new IntelligenceWriter().Write(StorePath);
        byte[] file = File.ReadAllBytes(StorePath);
        file[4] = 9;
        File.WriteAllBytes(StorePath, file);

        Failure(() => IntelligenceStore.Open(StorePath), FailureId.StoreTooNew).ShouldContain("has version 9");
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_as_it_was()
    {
        IntelligenceWriter writer = new();
        writer.Take(Feed(FeedKind.Nvd), [Rated("CVE-2021-0001", 5.0)]);
        writer.Write(StorePath);
        byte[] before = File.ReadAllBytes(StorePath);
        // A folder stands where the new file would be written.
        Directory.CreateDirectory(StorePath + ".new");

        Failure(() => writer.Write(StorePath), FailureId.StoreNotWritable).ShouldContain("The old file is as it was.");

        File.ReadAllBytes(StorePath).ShouldBe(before);
    }

    [Fact]
    public void Only_its_owner_may_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        new IntelligenceWriter().Write(StorePath);

        File.GetUnixFileMode(StorePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string Failure(Action action, FailureId id)
    {
        FailureException failure = Should.Throw<FailureException>(action);
        failure.Id.ShouldBe(id);
        return failure.Message;
    }

    private static CveFacts Rated(string cveId, double score) => new()
    {
        CveId = cveId,
        Cvss = [new CvssScore { Version = "3.1", BaseScore = score, Severity = Severity.Medium }],
    };

    private static IntelligenceFeed Feed(FeedKind kind) => new()
    {
        Kind = kind,
        Source = "feed.json",
        AsOf = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
        ReadAt = new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero),
        Sha256 = new string('a', 64),
    };
}
