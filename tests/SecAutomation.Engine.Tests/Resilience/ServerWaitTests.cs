using System.Globalization;
using SecAutomation.Engine.Resilience;

namespace SecAutomation.Engine.Tests.Resilience;

public sealed class ServerWaitTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly WaitHeader[] s_named =
        [new("X-Retry-At", WaitUnit.EpochSeconds), new("X-Wait-Sec", WaitUnit.SecondsOrDate), new("X-Wait-Ms", WaitUnit.Milliseconds)];

    [Theory]
    [InlineData("Retry-After", "120", 120)]
    [InlineData("retry-after", " 0 ", 0)]
    [InlineData("Retry-After", "1.5", 1.5)]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:02:05 GMT", 125)]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Retry-After", "1772366460", 60)]
    [InlineData("X-Retry-At", "1772366490", 90)]
    [InlineData("X-Wait-Sec", "3700", 3700)]
    [InlineData("X-Wait-Ms", "2500", 2.5)]
    public void The_wait_is_read_in_every_form(string name, string value, double seconds) =>
        ServerWait.Read(Headers((name, value)), s_named, s_now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public void What_cannot_be_understood_says_nothing(string value) => ServerWait.Read(Headers(("Retry-After", value)), s_named, s_now).ShouldBeNull();

    [Fact]
    public void The_longest_of_several_counts() =>
        ServerWait.Read(Headers(("Retry-After", "5"), ("X-Wait-Sec", "50")), s_named, s_now).ShouldBe(TimeSpan.FromSeconds(50));

    [Fact]
    public void A_point_in_time_is_counted_by_the_servers_clock()
    {
        string date = (s_now + TimeSpan.FromHours(2)).ToString("r", CultureInfo.InvariantCulture);
        string until = (s_now + TimeSpan.FromHours(2) + TimeSpan.FromSeconds(30)).ToString("r", CultureInfo.InvariantCulture);
        ServerWait.Read(Headers(("Date", date), ("Retry-After", until)), s_named, s_now).ShouldBe(TimeSpan.FromSeconds(30));
    }

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
