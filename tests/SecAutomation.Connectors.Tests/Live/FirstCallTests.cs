using SecAutomation.Commands.Connections;

namespace SecAutomation.Connectors.Tests.Live;

/// <summary>A process gets ready for its first call by a call that goes nowhere.</summary>
public sealed class FirstCallTests
{
    [Fact]
    public async Task The_call_that_goes_nowhere_does_all_that_a_real_one_does()
    {
        AssetMatch match = await FirstCall.RehearseAsync();

        match.Status.ShouldBe(MatchStatus.Matched, match.Reason);
        match.Asset!.Fqdn.ShouldBe("host.example");
        match.Asset.OperatingSystem.ShouldBe("Linux");
        match.Asset.InstalledSoftware.ShouldHaveSingleItem();
    }
}
