using System.Text;
using SecAutomation.Testing;
using SecAutomation.Testing.Modules;
using SecAutomation.Testing.Trackers;

namespace SecAutomation.Commands.Tests.Trackers;

/// <summary>A plan is mailed, reviewed and checked in: nothing that opens a door may stand in it.</summary>
public sealed class PlanSecretTests(ModuleFixture module) : IClassFixture<ModuleFixture>, IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("apiKey")]
    [InlineData("password")]
    [InlineData("token")]
    [InlineData("comment")]
    [InlineData("keyName")]
    public async Task No_secret_of_the_connection_stands_in_a_plan_whatever_the_setting_is_called(string setting)
    {
        await using StubTracker tracker = new();
        string connector = $"Stub{setting}";
        string folder = Copy(connector, setting);
        string file = _place.Combine("plan.json");

        module.Session.Run(
            """
            param($folder, $connector, $url, $setting, $key, $report, $file, $store)
            $null = Register-SecConnector $folder
            $null = Register-SecConnection -Name $connector -Connector $connector -Url $url -Setting @{ $setting = $key; team = 'IT Operations' }
            try { Get-CriticalCveHost $report | New-RemediationPlan $file -Connection $connector -StorePath $store } finally { Unregister-SecConnection $connector -Confirm:$false }
            """,
            ("folder", folder), ("connector", connector), ("url", tracker.Url), ("setting", setting), ("key", RegisteredConnection.Secret(StubTracker.ApiKey)),
            ("report", _place.WriteReport("scan.nessus", [new ReportedHost("web01", "CVE-2021-44228")])), ("file", file), ("store", _place.Store)).Succeeded().OneObject().Value("Creates").ShouldBe(1);

        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        text.ShouldContain("CVE-2021-44228");
        text.ShouldNotContain(StubTracker.ApiKey);
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(StubTracker.ApiKey)));
        tracker.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_address_with_user_and_password_makes_no_connection_and_shows_no_password()
    {
        await using StubTracker tracker = new();
        UriBuilder address = new(tracker.Url) { UserName = "svc", Password = "swordfish" };

        CommandResult result = module.Session.Run(
            "param($folder, $url, $key) $null = Register-SecConnector $folder; Register-SecConnection -Name inline -Connector StubTracker -Url $url -Setting @{ apiKey = $key }",
            ("folder", RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker")), ("url", address.Uri), ("key", RegisteredConnection.Secret(StubTracker.ApiKey)));

        (result.Terminated ?? result.Errors.ShouldHaveSingleItem()).ToString().ShouldNotContain("swordfish");
        tracker.Requests.ShouldBeEmpty();
    }

    private string Copy(string connector, string setting)
    {
        string source = RepositoryRoot.Combine("tests", "SecAutomation.Testing", "Trackers", "StubTracker");
        string target = _place.Combine(connector);
        foreach (string file in Directory.GetFiles(source, "*.yaml", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("name: StubTracker", $"name: {connector}", StringComparison.Ordinal)
                .Replace("apiKey: { title", $"{setting}: {{ title", StringComparison.Ordinal).Replace("{apiKey}", $"{{{setting}}}", StringComparison.Ordinal));
        }

        return target;
    }
}
