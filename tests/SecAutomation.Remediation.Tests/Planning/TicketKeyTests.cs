using System.Security.Cryptography;
using System.Text;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Tests.Planning;

public sealed class TicketKeyTests
{
    [Fact]
    public void Is_the_base32_of_the_hash_of_its_canonical_parts()
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            """{"v":1,"instance":"local-1","group":"host","value":"web01.corp.example","episode":1}"""));
        string bits = string.Concat(hash.Select(one => Convert.ToString(one, 2).PadLeft(8, '0')));
        string expected = string.Concat(Enumerable.Range(0, 26).Select(i =>
            "abcdefghijklmnopqrstuvwxyz234567"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));

        TicketKey.Mint("local-1", new TicketGroup("host", "web01.corp.example"), 1).ShouldBe($"sa1-{expected}");
    }

    [Fact]
    public void Differs_by_each_of_its_parts()
    {
        string[] keys =
        [
            TicketKey.Mint("a", new TicketGroup("host", "x"), 1),
            TicketKey.Mint("b", new TicketGroup("host", "x"), 1),
            TicketKey.Mint("a", new TicketGroup("cve", "x"), 1),
            TicketKey.Mint("a", new TicketGroup("host", "y"), 1),
            TicketKey.Mint("a", new TicketGroup("host", "x"), 2),
        ];

        keys.Distinct(StringComparer.Ordinal).Count().ShouldBe(keys.Length);
        keys.ShouldAllBe(key => TicketKey.IsKey(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sa1-")]
    [InlineData("sa1-abcdefghijklmnopqrstuvwxy")]
    [InlineData("sa1-ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("sa1-abcdefghijklmnopqrstuvwxy1")]
    [InlineData("sa2-abcdefghijklmnopqrstuvwxyz")]
    public void Anything_else_is_no_key(string text) => TicketKey.IsKey(text).ShouldBeFalse();
}
