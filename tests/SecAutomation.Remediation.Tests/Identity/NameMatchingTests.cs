using System.Globalization;

namespace SecAutomation.Remediation.Tests.Identity;

public sealed class NameMatchingTests
{
    [Theory]
    [InlineData("web01.corp.example")]
    [InlineData("WEB01.Corp.Example.")]
    [InlineData(@"CORP\WEB01.corp.example")]
    [InlineData("web01.corp.example:443")]
    public void A_full_name_finds_the_asset_of_that_name(string name)
    {
        AssetMatch match = Inventory.Find(
            name, Inventory.Asset("WEB01", "web01.corp.example"), Inventory.Asset("web01", "web01.dmz.example"));

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Rule.ShouldBe("R3");
        match.Confidence.ShouldBe(MatchConfidence.High);
        match.Asset!.Fqdn.ShouldBe("web01.corp.example");
        match.ComputerName.ShouldBe(name);
        match.Reason.ShouldBe("R3 full name \"web01.corp.example\" is that of one machine of \"assets.csv\" (2 assets).");
    }

    [Theory]
    [InlineData("web01")]
    [InlineData("WEB01$")]
    [InlineData(" Web01. ")]
    [InlineData(@"CORP\web01")]
    [InlineData("web01.localdomain")]
    public void A_short_name_finds_the_one_asset_that_has_it(string name)
    {
        AssetMatch match = Inventory.Find(name, Inventory.Asset("WEB01", "web01.corp.example"), Inventory.Asset("web02"));

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Rule.ShouldBe("R5");
        match.Confidence.ShouldBe(MatchConfidence.Medium);
        match.Reason.ShouldBe("R5 short name \"web01\" is unique in \"assets.csv\" (2 assets); no domain was given.");
    }

    [Fact]
    public void A_full_name_finds_the_one_asset_that_has_no_domain()
    {
        AssetMatch match = Inventory.Find("web01.corp.example", Inventory.Asset("WEB01"), Inventory.Asset("web02"));

        match.Rule.ShouldBe("R5");
        match.Reason.ShouldContain("the inventory gives no domain");
    }

    [Fact]
    public void A_domain_of_its_own_column_makes_the_name_full() =>
        Inventory.Find("web01.corp.example", Inventory.Asset("WEB01", domain: "CORP.example."))
            .Rule.ShouldBe("R3");

    [Theory]
    [InlineData("WORKGROUP")]
    [InlineData("localdomain")]
    [InlineData("CORP")]
    public void A_domain_column_without_a_DNS_domain_leaves_the_name_short(string domain) =>
        Inventory.Find("web01.corp.example", Inventory.Asset("WEB01", domain: domain)).Rule.ShouldBe("R5");

    [Fact]
    public void Another_domain_is_another_machine_and_only_a_hint()
    {
        AssetMatch match = Inventory.Find("web01.corp.example", Inventory.Asset("web01", "web01.dmz.example"));

        match.Status.ShouldBe(MatchStatus.NotFound);
        match.Asset.ShouldBeNull();
        match.Candidate.ShouldBeEmpty();
        match.Reason.ShouldBe(
            "No asset of \"assets.csv\" (1 asset) is called \"web01.corp.example\"; same short name in other domain: web01.dmz.example.");
    }

    [Fact]
    public void Another_Windows_domain_is_another_machine() =>
        Inventory.Find(@"CORP\web01", Inventory.Asset("web01", domain: "DMZ")).Status.ShouldBe(MatchStatus.NotFound);

    [Fact]
    public void A_short_name_in_two_domains_is_ambiguous_and_none_is_guessed()
    {
        AssetMatch match = Inventory.Find(
            "web01",
            Inventory.Asset("web01", "web01.dmz.example", id: "b2"),
            Inventory.Asset("web01", "web01.corp.example", id: "a1", seenDaysAgo: 0));

        match.Status.ShouldBe(MatchStatus.Ambiguous);
        match.Confidence.ShouldBe(MatchConfidence.None);
        match.Asset.ShouldBeNull();
        match.Candidate.Select(asset => asset.AssetId).ShouldBe(["a1", "b2"]);
        match.Reason.ShouldBe(
            "R5 short name \"web01\" fits 2 machines of \"assets.csv\" (2 assets): web01.corp.example (line 2), web01.dmz.example (line 2); "
            + "what would decide is the domain of web01: corp.example or dmz.example.");
    }

    [Fact]
    public void A_record_without_a_domain_beside_one_of_another_domain_is_a_hint()
    {
        AssetMatch match = Inventory.Find("web01.corp.example", Inventory.Asset("web01", "web01.dmz.example"), Inventory.Asset("web01"));

        match.Asset!.Fqdn.ShouldBeNull();
        match.Confidence.ShouldBe(MatchConfidence.Low);
        match.Reason.ShouldContain("same short name in other domain: web01.dmz.example");
    }

    [Fact]
    public void Two_records_of_one_full_name_are_ambiguous() =>
        Inventory.Find(
            "web01.corp.example",
            Inventory.Asset("web01", "web01.corp.example", id: "1"),
            Inventory.Asset("web01", "web01.corp.example", id: "2")).Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void Two_records_with_one_serial_number_are_one_machine_and_the_newer_speaks()
    {
        AssetMatch match = Inventory.Find(
            "web01",
            Inventory.Asset("web01", id: "1", serial: "ABC-123", seenDaysAgo: 40),
            Inventory.Asset("web01", id: "2", serial: "abc123", seenDaysAgo: 2));

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Asset!.AssetId.ShouldBe("2");
        match.SourceAsset.Length.ShouldBe(2);
        match.IsStale.ShouldBeFalse();
        match.Reason.ShouldContain("2 records are of this machine");
    }

    [Theory]
    [InlineData("To be filled by O.E.M.")]
    [InlineData("0")]
    [InlineData("System Serial Number")]
    public void A_serial_number_that_the_maker_left_blank_joins_nothing(string serial) =>
        Inventory.Find(
            "web01", Inventory.Asset("web01", id: "1", serial: serial), Inventory.Asset("web01", id: "2", serial: serial))
            .Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void A_name_cut_to_15_characters_is_a_hint()
    {
        AssetMatch match = Inventory.Find(
            "APPLICATION-SER", Inventory.Asset("application-server-01", "application-server-01.corp.example"));

        match.Status.ShouldBe(MatchStatus.Matched);
        match.Rule.ShouldBe("R6");
        match.Confidence.ShouldBe(MatchConfidence.Low);
        match.Reason.ShouldContain("application-server-01.corp.example at best");
    }

    [Fact]
    public void A_name_finds_its_cut_form_as_a_hint() =>
        Inventory.Find("application-server-01.corp.example", Inventory.Asset("APPLICATION-SER"))
            .ShouldSatisfyAllConditions(
                match => match.Rule.ShouldBe("R6"),
                match => match.Confidence.ShouldBe(MatchConfidence.Low));

    [Fact]
    public void Fifteen_characters_that_stand_whole_and_begin_another_are_ambiguous() =>
        Inventory.Find("APPLICATION-SER", Inventory.Asset("application-ser"), Inventory.Asset("application-server-01"))
            .Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void A_cut_record_beside_a_neighbour_that_begins_alike_is_no_hint() =>
        Inventory.Find("application-server-02", Inventory.Asset("APPLICATION-SER"), Inventory.Asset("application-server-01"))
            .Status.ShouldBe(MatchStatus.NotFound);

    [Fact]
    public void A_Windows_domain_tells_two_machines_apart() =>
        Inventory.Find(
            @"DMZ\web01",
            Inventory.Asset("web01", id: "1", alias: [@"CORP\WEB01"]),
            Inventory.Asset("web01", id: "2", alias: [@"DMZ\WEB01"])).Asset!.AssetId.ShouldBe("2");

    [Fact]
    public void A_cut_name_that_fits_several_is_ambiguous() =>
        Inventory.Find("APPLICATION-SER", Inventory.Asset("application-server-01"), Inventory.Asset("application-server-02"))
            .Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void A_cut_name_is_not_tried_where_the_name_stands_in_full_in_another_domain() =>
        Inventory.Find(
            "application-server-01.corp.example",
            Inventory.Asset("application-server-01", "application-server-01.dmz.example"),
            Inventory.Asset("APPLICATION-SER")).Status.ShouldBe(MatchStatus.NotFound);

    [Fact]
    public void Fourteen_characters_are_no_cut_name() =>
        Inventory.Find("application-se", Inventory.Asset("application-server-01")).Status.ShouldBe(MatchStatus.NotFound);

    [Fact]
    public void An_asset_is_found_by_any_of_its_names() =>
        Inventory.Find("db-alias", Inventory.Asset("db01", alias: ["DB-ALIAS.corp.example", "Finance database"]))
            .Asset!.ComputerName.ShouldBe("db01");

    [Theory]
    [InlineData("localhost", "every machine calls itself localhost")]
    [InlineData("ip-10-0-0-5", "made from an IP address")]
    [InlineData("(none)", "a name that is not known")]
    [InlineData("", "it is empty")]
    [InlineData("Anna's iPad", "the character '''")]
    [InlineData("x\"] or (\"id\" exists", "the character '\"'")]
    public void What_is_no_name_is_rejected_and_says_why(string name, string reason)
    {
        AssetMatch match = Inventory.Find(name, Inventory.Asset("localhost"), Inventory.Asset("10.2.3.4"), Inventory.Asset("(none)"));

        match.Status.ShouldBe(MatchStatus.Rejected);
        match.Reason.ShouldContain(reason);
        match.Asset.ShouldBeNull();
    }

    [Fact]
    public void An_address_is_never_compared_as_a_name()
    {
        AssetMatch match = Inventory.Find("10.2.3.4", Inventory.Asset("10.2.3.4", ip: ["10.2.3.4"]));

        match.Status.ShouldBe(MatchStatus.NotFound);
        match.Reason.ShouldContain("addresses move");
    }

    [Fact]
    public void A_serial_number_that_stands_in_two_domains_joins_nothing() =>
        Inventory.Find(
            "web01",
            Inventory.Asset("web01", "web01.corp.example", serial: "ABC123"),
            Inventory.Asset("web01", "web01.dmz.example", serial: "ABC123")).Status.ShouldBe(MatchStatus.Ambiguous);

    [Fact]
    public void A_record_that_was_read_twice_is_one_record() =>
        Inventory.Find("web01", Inventory.Asset("web01", id: "1"), Inventory.Asset("web01", id: "1"))
            .SourceAsset.Length.ShouldBe(1);

    [Fact]
    public void A_reason_carries_no_control_characters() =>
        Inventory.Find("web\u001b[31m01\u0007").Reason.ShouldNotContain(c => char.IsControl(c));

    [Theory]
    [InlineData("wbe01")]
    [InlineData("web-01")]
    [InlineData("web1")]
    [InlineData("webb01")]
    public void A_slip_of_the_hand_is_a_hint_and_no_match(string name)
    {
        AssetMatch match = Inventory.Find(name, Inventory.Asset("web01"));

        match.Status.ShouldBe(MatchStatus.NotFound);
        match.Reason.ShouldEndWith("close to: web01.");
    }

    [Fact]
    public void The_next_number_is_no_hint() =>
        Inventory.Find("web02", Inventory.Asset("web01")).Reason.ShouldNotContain("close to");

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void An_asset_not_seen_for_more_than_30_days_is_stale(int days, bool expected)
    {
        AssetMatch match = Inventory.Find("web01", Inventory.Asset("web01", seenDaysAgo: days));

        match.Status.ShouldBe(MatchStatus.Matched);
        match.IsStale.ShouldBe(expected);
        match.Reason.Contains("stale, last seen 2026-01-30", StringComparison.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public void Every_rule_that_was_tried_is_told_in_order()
    {
        AssetMatch match = Inventory.Find("application-ser", Inventory.Asset("application-server-01"));

        match.Attempt.Select(attempt => (attempt.Rule, attempt.Result)).ShouldBe(
        [
            ("R1", MatchAttemptResult.Skipped),
            ("R1", MatchAttemptResult.Skipped),
            ("R2", MatchAttemptResult.Skipped),
            ("R2", MatchAttemptResult.Skipped),
            ("R3", MatchAttemptResult.Skipped),
            ("R4", MatchAttemptResult.Skipped),
            ("R5", MatchAttemptResult.NoMatch),
            ("R6", MatchAttemptResult.Matched),
        ]);
        match.Attempt.ShouldAllBe(attempt => attempt.Key.Length > 0 && attempt.Detail.EndsWith('.'));
    }

    [Fact]
    public void Names_compare_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");

            Inventory.Find("INFRA-IIS.CORP.EXAMPLE", Inventory.Asset("infra-iis", "infra-iis.corp.example")).Rule.ShouldBe("R3");
            Inventory.Find("infra-iis", Inventory.Asset("INFRA-IIS")).Reason.ShouldContain("(1 asset)");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_internationalised_name_is_found_in_either_form() =>
        Inventory.Find("BÜCHER.example.org", Inventory.Asset("x", "xn--bcher-kva.example.org")).Rule.ShouldBe("R3");
}
