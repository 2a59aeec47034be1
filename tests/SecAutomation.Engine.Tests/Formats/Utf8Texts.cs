using System.Text;
using System.Text.Unicode;
using CsCheck;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Tests.Formats;

/// <summary>The platform's check is the oracle.</summary>
public sealed class Utf8Texts
{
    private static readonly Gen<string> s_part = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 400],
        Gen.OneOf(new[] { "é", "日本", "😀", "\uFFFD", new string('é', 200), new string('x', 255) + "日" }.Select(Gen.Const).ToArray()));

    [Fact]
    public void Text_is_valid_and_stays_so_only_while_the_platform_says_so() =>
        Gen.Select(s_part.Array[0, 6], Gen.Select(Gen.Int[0, 9999], Gen.Byte).Array[0, 3]).Sample(
            (parts, changes) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(parts));
                foreach ((int place, byte value) in changes)
                {
                    if (bytes.Length > 0)
                        bytes[place % bytes.Length] = value;
                }

                return Utf8Text.IsValid(bytes) == Utf8.IsValid(bytes);
            },
            iter: 20_000);
}
