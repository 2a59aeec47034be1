using CsCheck;
using SecAutomation.Remediation.Planning;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

/// <summary>Texts of tickets whose values come from an attacker, as a template gives them and as a careless template gives them.</summary>
internal static class HostileTicket
{
    private static readonly string[] s_pieces =
    [
        "{code}", "{noformat}", "{html}", "h1. x", "bq. x", "[~admin]", "[^file]", "!http://evil.example/i.png!", "{{monospace}}", "{color:red}x{color}", "||head||", "----",
        "</pre>", "<pre>", "<notextile>", "==raw==", "\"x\":http://evil.example", "!{{include(x)}}", "[[Wiki]]", "r123", "commit:abc", "attachment:x", "@code@",
        "%{color:red}x%", "p(class). x", "fn1. x", "(c)", "??cite??", "&lt;", "x%x%", "</script>", "]]>", "<!DOCTYPE", "{{constructor.constructor('x')()}}", "=cmd|' /C calc'!A0",
        "\n/close", "/assign @me", "@all", "&#47;close", "javascript:alert(1)", "![](x)", "[x](data:text/html,x)", "<http://ok.example>", "```secautomation", "\n```\n", "C:\\Temp\\*",
        "\\\\server\\share", "\r", "\u2029", "~~~",
    ];

    /// <summary>One value.</summary>
    public static Gen<string> Value { get; } = Gen.OneOf(
        HostileText.Gen, Gen.Int[0, s_pieces.Length - 1].Array[1, 4].Select(pieces => string.Concat(pieces.Select(i => s_pieces[i]))));

    /// <summary>The key of <see cref="Marker"/>.</summary>
    public static string Key { get; } = TicketKey.Mint("x", new TicketGroup("all", ""), 1);

    /// <summary>The marker that every text carries.</summary>
    public static TicketMarker Marker { get; } = new()
    {
        Key = Key,
        Group = new TicketGroup("all", "50% [x] {y}"),
        Host = [new MarkedHost("web01.corp.example", ["web01", "żółw_01"], ["CVE-2021-44228", "detection:a b|c"]), new MarkedHost("db01", ["db01"], ["CVE-2020-1472"])],
    };

    /// <summary>A text as a template writes it: each value escaped, in every kind of block.</summary>
    public static Gen<(string Markdown, string[] Value)> Escaped { get; } = Value.Array[6, 6].Select(values =>
    {
        string[] v = [.. values.Select(MarkdownText.Escape)];
        return ($"""
            # Title {v[0]}

            {v[1]}

            See **{v[2]}** *{v[2]}* and [manual](https://vendor.example/kb?id=1&x=(y)_z)

            - {v[3]}
              - **Due:** {v[3]}
            - second

            | Head | {v[4]} |
            | --- | --- |
            | {v[4]} | x |

            1. {v[5]}

            {Marker.ToText()}
            """.ReplaceLineEndings("\n"), values);
    });

    /// <summary>A text of a template that escapes nothing.</summary>
    public static Gen<string> Raw { get; } = Value.Array[0, 12].Select(values => $"{string.Join('\n', values)}\n\n{Marker.ToText()}\n");

    /// <summary>Whether two markers say the same.</summary>
    public static void ShouldBeMarker(TicketMarker? read)
    {
        read.ShouldNotBeNull();
        read.IsIntact.ShouldBeTrue();
        read.Key.ShouldBe(Key);
        read.Group.ShouldBe(Marker.Group);
        read.Alias.ShouldBe(Marker.Alias);
        read.Unit.ShouldBe(Marker.Unit);
    }
}
