namespace SecAutomation.Engine.Tests.Streams;

/// <summary>A console obeys what is printed, so that a scanner's text must not command it.</summary>
public sealed class ShownTextTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("\u001b[31mweb01\u001b[0m", "\uFFFD[31mweb01\uFFFD[0m")]
    [InlineData("web\u009b31m01", "web\uFFFD31m01")]
    [InlineData("web\u202e10", "web\uFFFD10")]
    [InlineData("wéb-01.日本", "wéb-01.日本")]
    public void Characters_that_command_a_console_are_shown_and_not_obeyed(string written, string read)
    {
        Asset asset = _files.Assets($"Host Name,Owner,Software\nweb01,{written},{written}\n").Asset.ShouldHaveSingleItem();

        (asset.Owner, asset.InstalledSoftware!.ShouldHaveSingleItem().Name).ShouldBe((read, read));
    }

    [Fact]
    public void Padding_behind_a_text_is_dropped() => _files.Device("""  "id":"7","host":"web01","domain":"corp\u0000\u0000"  """).Domain.ShouldBe("corp");

    [Fact]
    public void Names_of_hosts_are_no_exception()
    {
        Asset asset = _files.Assets("Host Name,Owner\n\u001b[2Jweb01,\"two\nlines\"\n").Asset.ShouldHaveSingleItem();

        (asset.ComputerName, asset.Owner).ShouldBe(("\uFFFD[2Jweb01", "two\nlines"));
        asset.Alias.ShouldAllBe(alias => !alias.Contains('\u001b', StringComparison.Ordinal));
    }
}
