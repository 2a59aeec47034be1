using System.Management.Automation;
using SecAutomation.Commands.Tests.Trackers;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Connections;

public sealed class TestConnectionTests : IClassFixture<ModuleFixture>
{
    private readonly ModuleSession _session;

    public TestConnectionTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
    }

    private static StubRule[] Inventory(params string[] machines) =>
    [
        StubProducts.Guarded(new StubRule("GET", "/api/v2/me", StubAnswer.Json("""{"user":{"name":"svc-secautomation"}}""") with
        {
            Header = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Date"] = "Tue, 04 Nov 2025 10:00:00 GMT", ["X-RateLimit-Remaining"] = "99" },
        })),
        StubProducts.Guarded(new StubRule("GET", "/api/v2/version", StubAnswer.Json("""{"version":"2.7.1"}"""))),

        // The right, the canary, and the sample.
        StubProducts.Guarded(new StubRule(
            "GET", "/api/v2/machines", StubAnswer.Json("""{"total":0,"machines":[]}"""), StubAnswer.Json("""{"total":0,"machines":[]}"""),
            StubAnswer.Json($$"""{"total":{{machines.Length}},"machines":[{{string.Join(",", machines)}}]}"""))),
    ];

    [Fact]
    public async Task Each_question_has_its_answer()
    {
        await using var server = new StubServer(Inventory(
            StubProducts.Machine("web01"), StubProducts.Machine("web02"), """{"id":"id-3","name":"web03","addresses":[],"seen":"2025-11-04T10:00:00Z"}"""));
        StubProducts.Register(_session, "fit", "OurCmdb", server.Url);

        CommandResult result = _session.Run("Test-SecConnection fit").Succeeded();

        Answer(result, "Name").Text("Outcome").ShouldBe("Passed");
        Answer(result, "Network").Text("Outcome").ShouldBe("Passed");
        Answer(result, "Tls").Text("Detail").ShouldContain("nothing is encrypted");
        Answer(result, "Secret").Text("Detail").ShouldContain("token (this process)");
        Answer(result, "Credential").Text("Detail").ShouldContain("knows it as svc-secautomation");
        Answer(result, "Version").Text("Detail").ShouldBe("The server is version 2.7.1. The connector was written for 2.");
        Answer(result, "Right", "read machines").Text("Outcome").ShouldBe("Passed");
        Answer(result, "Clock").Text("Outcome").ShouldBe("Warning");
        Answer(result, "Budget").Text("Detail").ShouldBe("20 requests in 1 seconds, 4 at once. The server says X-RateLimit-Remaining: 99.");
        Answer(result, "Canary", "host").Text("Outcome").ShouldBe("Passed");
        Answer(result, "Field", "operating system").Value("Percent").ShouldBe(66.7);
        Answer(result, "Field", "IP address").Value("Percent").ShouldBe(66.7);
        Answer(result, "Field", "host name").Value("Percent").ShouldBe(100.0);
        Answer(result, "Age").Text("Detail").ShouldContain("2025-11-04");
        server.Requests.ShouldAllBe(request => request.Method == "GET");
    }

    [Fact]
    public async Task A_credential_that_is_refused_says_what_to_do_and_nothing_more_is_asked()
    {
        await using var server = new StubServer(Inventory());
        StubProducts.Register(_session, "unknown", "OurCmdb", server.Url, token: "wrong-token");

        CommandResult result = _session.Run("Test-SecConnection unknown").Succeeded();

        PSObject credential = Answer(result, "Credential");
        credential.Text("Outcome").ShouldBe("Failed");
        credential.Text("ErrorId").ShouldBe("CredentialRefused");
        credential.Text("NextStep").ShouldContain("has not expired");
        credential.Text("Detail").ShouldNotContain(credential.Text("NextStep"));
        Answer(result, "Version").Text("Outcome").ShouldBe("NotChecked");
        result.Output.ShouldNotContain(answer => answer.Text("Check") == "Sample");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_product_that_does_not_say_who_we_are_a_refused_credential_is_told_once()
    {
        await using var server = new StubServer([new StubRule("POST", "/api/v2/assets/devices", StubAnswer.Json("""{"error":"Unauthorized"}""", 401))]);
        _session.Run($"Register-SecConnection refused Axonius -Url {server.Url} -Credential ([pscredential]::new('key', [Net.NetworkCredential]::new('', 'wrong').SecurePassword))").Succeeded();

        CommandResult result = _session.Run("Test-SecConnection refused").Succeeded();

        PSObject failed = result.Output.Single(answer => answer.Text("Outcome") == "Failed");
        failed.Text("Check").ShouldBe("Right");
        failed.Text("ErrorId").ShouldBe("CredentialRefused");
        failed.Text("NextStep").ShouldContain("has not expired");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_scanner_that_exports_it_says_why_there_is_no_sample_and_what_to_run_instead()
    {
        await using var server = new StubServer(
        [
            new StubRule("GET", "/session", StubAnswer.Json("""{"username":"scanner@corp.example","permissions":16,"enabled":true}""")),
            new StubRule("GET", "/vulns/export/status", StubAnswer.Json("""{"exports":[]}""")),
        ]);
        StubProducts.Register(_session, "export-only", "TenableVM", server.Url);

        PSObject sample = Answer(_session.Run("Test-SecConnection export-only").Succeeded(), "Sample");

        sample.Text("Outcome").ShouldBe("NotChecked");
        sample.Text("Detail").ShouldContain("its fields and their age are not checked either");
        sample.Text("NextStep").ShouldContain("Get-CriticalCveHost -Connection export-only -CveId");
        server.Requests.ShouldNotContain(request => request.Path == "/vulns/export");
    }

    [Fact]
    public async Task A_right_that_is_missing_is_named()
    {
        StubRule[] rules = Inventory();
        await using var server = new StubServer([rules[0], rules[1], new StubRule("GET", "/api/v2/machines", StubAnswer.Json("{}", 403))]);
        StubProducts.Register(_session, "limited", "OurCmdb", server.Url);

        PSObject right = Answer(_session.Run("Test-SecConnection limited -SampleSize 0").Succeeded(), "Right", "read machines");

        right.Text("Outcome").ShouldBe("Failed");
        right.Text("ErrorId").ShouldBe("PermissionMissing");
        right.Text("NextStep").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_server_that_ignores_what_it_is_asked_is_found_out()
    {
        StubRule[] rules = Inventory();
        await using var server = new StubServer([rules[0], rules[1], StubProducts.Machines(StubProducts.Machine("web01"), StubProducts.Machine("web02"))]);
        StubProducts.Register(_session, "deaf", "OurCmdb", server.Url);

        PSObject canary = Answer(_session.Run("Test-SecConnection deaf -SampleSize 0").Succeeded(), "Canary", "host");

        canary.Text("Outcome").ShouldBeOneOf("Failed", "Warning");
        canary.Text("Detail").ShouldContain("2 records");
        canary.Text("NextStep").ShouldContain("whether the account may search");
    }

    [Fact]
    public void A_server_that_is_not_there_fails_where_it_is_missed()
    {
        StubProducts.Register(_session, "gone", "OurCmdb", new Uri("https://127.0.0.1:1"));
        StubProducts.Register(_session, "nameless", "OurCmdb", new Uri("https://no-such-host.invalid"));

        CommandResult gone = _session.Run("Test-SecConnection gone").Succeeded();
        CommandResult nameless = _session.Run("Get-SecConnection nameless | Test-SecConnection").Succeeded();

        Answer(gone, "Name").Text("Outcome").ShouldBe("Passed");
        Answer(gone, "Network").Text("NextStep").ShouldContain("firewalls");
        Answer(gone, "Credential").Text("Outcome").ShouldBe("NotChecked");
        Answer(nameless, "Name").Text("ErrorId").ShouldBe("ConnectionFailed");
        Answer(nameless, "Network").Text("Outcome").ShouldBe("NotChecked");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_fails_until_its_authority_is_named()
    {
        using var authority = new TestAuthority();
        using var place = new Workplace();
        string file = place.Write("authority.pem", authority.Pem);
        await using var server = new StubServer(Inventory(StubProducts.Machine("web01")), authority.ServerCertificate);
        StubProducts.Register(_session, "untrusted", "OurCmdb", server.Url);
        StubProducts.Register(_session, "trusted", "OurCmdb", server.Url, more: $"-CertificateAuthority '{file}'");

        CommandResult untrusted = _session.Run("Test-SecConnection untrusted").Succeeded();
        CommandResult trusted = _session.Run("Test-SecConnection trusted").Succeeded();

        Answer(untrusted, "Tls").Text("ErrorId").ShouldBe("CertificateInvalid");
        Answer(untrusted, "Tls").Text("NextStep").ShouldContain("-CertificateAuthority");
        Answer(trusted, "Tls").Text("Detail").ShouldContain("is trusted and valid until");
        Answer(trusted, "Credential").Text("Outcome").ShouldBe("Passed");
    }

    [Theory]
    [InlineData("IT Operations", "Passed", "", "IT Operations is there")]
    [InlineData("it operations", "Passed", "", "IT Operations is there")]
    [InlineData("Nobody", "Failed", "TeamNotFound", "no group 'Nobody' is there")]
    [InlineData("", "Passed", "", "names no group: -Team names one of 2: IT Operations, Network & O'Brien.")]
    public async Task The_team_of_a_tracker_is_looked_for(string team, string outcome, string errorId, string detail)
    {
        await using var tracker = new StubTracker();
        string name = $"team-{Guid.NewGuid():N}";
        StubPlace.Connect(_session, tracker.Url, name, team);

        PSObject answer = Answer(_session.Run($"Test-SecConnection {name}").Succeeded(), "Team", team);

        answer.Text("Outcome").ShouldBe(outcome);
        answer.Text("ErrorId").ShouldBe(errorId);
        answer.Text("Detail").ShouldContain(detail);
        if (outcome == "Failed")
            answer.Text("NextStep").ShouldContain("These are there: IT Operations, Network & O'Brien.");
        tracker.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Fields_that_no_team_was_named_for_are_not_said_to_be_there()
    {
        await using var tracker = new StubServer(
        [
            new StubRule("GET", "/REST/2.0/rt", StubAnswer.Json("""{"Version":"5.0.3"}""")),
            new StubRule("GET", "/REST/2.0/queues/all", StubAnswer.Json("""{"total":1,"items":[{"id":"1","Name":"IT Operations"}]}""")),
            new StubRule("GET", "/REST/2.0/tickets", StubAnswer.Json("""{"total":0,"items":[]}""")),
        ]);
        _session.Run($"Register-SecConnection no-queue RequestTracker -Url {tracker.Url} -Credential ([pscredential]::new('x', [Net.NetworkCredential]::new('', '1-2-3').SecurePassword))").Succeeded();

        CommandResult result = _session.Run("Test-SecConnection no-queue").Succeeded();

        Answer(result, "Canary", "ticket").Text("Detail").ShouldContain("differs from one queue to another");
        Answer(result, "Right", "write tickets").Text("Outcome").ShouldBe("NotChecked");
    }

    private static PSObject Answer(CommandResult result, string check, string subject = "") =>
        result.Output.Single(answer => answer.Text("Check") == check && (subject.Length == 0 || answer.Text("Subject") == subject));
}
