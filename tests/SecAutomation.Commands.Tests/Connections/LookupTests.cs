using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SecAutomation.Testing.Http;
using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests.Connections;

/// <summary>Hosts that are looked up in a product whose server takes less at once than it is asked for.</summary>
public sealed partial class LookupTests : IClassFixture<ModuleFixture>
{
    private const int Hosts = 20;
    private const string TooLong = "<html><head><title>400 Request Header Or Cookie Too Large</title></head></html>";

    private readonly ModuleSession _session;
    private readonly ConcurrentQueue<string> _answered = new();
    private readonly ConcurrentQueue<string[]> _refused = new();

    public LookupTests(ModuleFixture module)
    {
        _session = module.Session;
        StubProducts.AddTo(_session);
        StubProducts.AddHurriedTo(_session);
    }

    public static TheoryData<string> Refusals => ["413", "414", "400", "504", "stall"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_look_up_that_is_too_long_is_halved_and_each_host_is_answered_once(string refusal)
    {
        await using var inventory = new StubServer(request => Search(request, most: 3, _ => Refusal(refusal)));
        StubProducts.Register(_session, "halved-" + refusal, "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run($"1..{Hosts} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection halved-{refusal} -ThrottleLimit 1 -Verbose").Succeeded();

        result.Texts("ComputerName").ShouldBe(Names());
        result.Texts("Status").ShouldAllBe(status => status == "Matched");
        _answered.Order(StringComparer.Ordinal).ShouldBe(Names().Order(StringComparer.Ordinal));
        _refused.Select(names => names.Length).ShouldBe([20, 10, 5]);
        result.Verbose.ShouldContain(line => line.Contains("no more than 3 at once", StringComparison.Ordinal));
        result.Verbose.ShouldContain(line => line.Contains($"records expected {Hosts}, received {Hosts}, skipped 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_came_of_a_look_up_before_it_was_halved_counts_once()
    {
        await using var inventory = new StubServer(request => Search(
            request, most: 3, names => request.Query("offset") == "0" ? null : Refusal("504"), pageSize: 2));
        StubProducts.Register(_session, "halved-late", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run($"1..{Hosts} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection halved-late -Verbose").Succeeded();

        result.Texts("Status").ShouldAllBe(status => status == "Matched");
        result.Texts("ComputerName").ShouldBe(Names());
        result.Verbose.ShouldContain(line => line.Contains($"records expected {Hosts}, received {Hosts}, skipped 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_host_whose_look_up_is_too_long_is_an_error_that_says_what_to_raise()
    {
        await using var inventory = new StubServer(request => Search(request, most: 0, _ => Refusal("414")));
        StubProducts.Register(_session, "never-taken", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run("'web1', 'web2' | Find-Asset -Connection never-taken");

        result.Output.ShouldBeEmpty();
        result.Errors[0].Id().ShouldBe("RequestTooLarge");
        result.Errors[0].ToString().ShouldContain("Raise the limit of the server");
    }

    [Fact]
    public async Task A_server_that_answers_to_no_part_of_a_look_up_is_given_up_soon()
    {
        await using var inventory = new StubServer(request => Search(request, most: 0, _ => Refusal("504")));
        StubProducts.Register(_session, "never-answered", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run($"1..{Hosts} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection never-answered -ThrottleLimit 1");

        result.Output.ShouldBeEmpty();
        result.Errors[0].Id().ShouldBe("TimedOut");
        _refused.Select(names => names.Length).ShouldBe([20, 10, 5, 3]);
    }

    [Fact]
    public async Task A_server_that_gives_fewer_at_once_than_it_is_asked_for_is_read_to_its_end()
    {
        await using var inventory = new StubServer(request => Search(request, most: Hosts, _ => null, pageSize: 7));
        StubProducts.Register(_session, "small-pages", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run($"1..{Hosts} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection small-pages").Succeeded();

        result.Texts("Status").ShouldAllBe(status => status == "Matched");
        inventory.Requests.Select(request => request.Query("offset")).ShouldBe(["0", "7", "14"]);
    }

    [Fact]
    public async Task A_page_that_is_shorter_than_those_before_it_answers_for_no_host()
    {
        await using var inventory = new StubServer(request => Search(
            request, most: Hosts, _ => null, pageSize: request.Query("offset") == "0" ? 7 : 6));
        StubProducts.Register(_session, "short-page", "HurriedCmdb", inventory.Url);

        CommandResult result = _session.Run($"1..{Hosts} | ForEach-Object {{ \"web$_\" }} | Find-Asset -Connection short-page");

        result.Output.ShouldBeEmpty();
        result.Errors[0].Id().ShouldBe("ReadIncomplete");
        result.Errors[0].ToString().ShouldContain("20 records were announced and 13 received");
    }

    private static IEnumerable<string> Names() => Enumerable.Range(1, Hosts).Select(i => string.Create(CultureInfo.InvariantCulture, $"web{i}"));

    private StubAnswer Search(StubRequest request, int most, Func<string[], StubAnswer?> refuse, int pageSize = int.MaxValue)
    {
        string[] names = [.. Quoted().Matches(request.Query("search") ?? "").Select(match => match.Groups["name"].Value)];
        if (names.Length > most && refuse(names) is { } refusal)
        {
            _refused.Enqueue(names);
            return refusal;
        }

        int offset = int.Parse(request.Query("offset")!, CultureInfo.InvariantCulture);
        string[] page = [.. names.Skip(offset).Take(pageSize)];
        foreach (string name in page)
            _answered.Enqueue(name);
        return StubAnswer.Json($$"""{"total":{{names.Length}},"machines":[{{string.Join(',', page.Select(name => StubProducts.Machine(name, $"192.0.2.{name[3..]}")))}}]}""");
    }

    private static StubAnswer Refusal(string kind) => kind switch
    {
        "stall" => StubAnswer.Json("""{"total":1,"machines":[]}""") with { StallAfter = 5 },
        "400" => new StubAnswer { Status = 400, ContentType = "text/html", Body = System.Text.Encoding.UTF8.GetBytes(TooLong) },
        _ => StubAnswer.Json("{}", int.Parse(kind, CultureInfo.InvariantCulture)),
    };

    [GeneratedRegex("name = '(?<name>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
