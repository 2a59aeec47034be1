using System.Globalization;
using CsCheck;
using SecAutomation.Engine.Streams.Text;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2026-03-04T15:06:07Z", "2026-03-04T15:06:07.0000000+00:00")]
    [InlineData("2026-03-04T15:06:07", "2026-03-04T15:06:07.0000000+00:00")]
    [InlineData("2020-12-30 14:17:26", "2020-12-30T14:17:26.0000000+00:00")]
    [InlineData("2026-03-04T15:06:07.1234567Z", "2026-03-04T15:06:07.1234567+00:00")]
    [InlineData("2026-03-04T15:06:07.123456789Z", "2026-03-04T15:06:07.1234567+00:00")]
    [InlineData("2026-03-04T15:06:07.5+02:00", "2026-03-04T13:06:07.5000000+00:00")]
    [InlineData("2026-03-04T15:06:07-0530", "2026-03-04T20:36:07.0000000+00:00")]
    [InlineData("2026-03-04T15:06", "2026-03-04T15:06:00.0000000+00:00")]
    [InlineData("2026-12-31T23:59:60Z", "2026-12-31T23:59:59.0000000+00:00")]
    [InlineData("2017/12/12", "2017-12-12T00:00:00.0000000+00:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.0000000+00:00")]
    [InlineData("1762222020", "2025-11-04T02:07:00.0000000+00:00")]
    [InlineData("1762222020.25", "2025-11-04T02:07:00.2500000+00:00")]
    [InlineData("1762222020.123456789", "2025-11-04T02:07:00.1234567+00:00")]
    [InlineData("1762222020123", "2025-11-04T02:07:00.0000000+00:00")]
    [InlineData("20100811T000000000", "2010-08-11T00:00:00.0000000+00:00")]
    [InlineData("20100811", "2010-08-11T00:00:00.0000000+00:00")]
    [InlineData("Mon, 01 Dec 2025 00:03:29 GMT", "2025-12-01T00:03:29.0000000+00:00")]
    [InlineData("Tue Nov  4 02:07:00 2025", "2025-11-04T02:07:00.0000000+00:00")]
    [InlineData("Feb 9, 2024 10:48:42 UTC", "2024-02-09T10:48:42.0000000+00:00")]
    [InlineData("Feb 03, 2026 07:00 AM", "2026-02-03T07:00:00.0000000+00:00")]
    [InlineData("  2026-03-04T15:06:07Z \n", "2026-03-04T15:06:07.0000000+00:00")]
    public void Dates_of_many_products_are_read_as_utc(string text, string expected)
    {
        DateText.TryParse(text, [], out DateTimeOffset? date).ShouldBeTrue();

        date!.Value.ToString("o", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("N/A")]
    [InlineData("null")]
    [InlineData("never")]
    public void Words_for_no_date_are_no_date_and_no_mistake(string text)
    {
        DateText.TryParse(text, [], out DateTimeOffset? date).ShouldBeTrue();

        date.ShouldBeNull();
    }

    [Theory]
    [InlineData("1990-1sdfsdfsdfZ")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-29")]
    [InlineData("2026-03-04T25:00:00Z")]
    [InlineData("2026-03-04T15:06:07.Z")]
    [InlineData("2026-03-04T15:06:07+99:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("03/04/2026")]
    [InlineData("12345")]
    [InlineData("yesterday")]
    public void What_is_no_date_is_never_guessed(string text) => DateText.TryParse(text, [], out _).ShouldBeFalse();

    [Fact]
    public void A_format_of_the_manifest_makes_an_ambiguous_date_plain()
    {
        DateText.TryParse("03/04/2026", ["dd/MM/yyyy"], out DateTimeOffset? date).ShouldBeTrue();

        date.ShouldBe(new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Every_point_in_time_comes_back_from_its_iso_text() =>
Gen.Long[new DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks, new DateTime(2199, 12, 30, 0, 0, 0, DateTimeKind.Utc).Ticks]
            .Select(Gen.Int[-14 * 60, 14 * 60], (ticks, offset) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset)))
            .Sample(date =>
        {
            DateText.TryParse(date.ToString("o", CultureInfo.InvariantCulture), [], out DateTimeOffset? read).ShouldBeTrue();
            read.ShouldBe(date);
            read!.Value.Offset.ShouldBe(TimeSpan.Zero);
        });

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.String[Gen.Char["0123456789-/:.TZ +GMT,Monec"], 0, 40].Sample(text =>
        {
            if (!DateText.TryParse(text, ["dd.MM.yyyy"], out DateTimeOffset? date))
                date.ShouldBeNull();
        });
}
