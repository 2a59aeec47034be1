using System.Text;
using System.Text.Json;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

/// <summary>The part of the Atlassian document schema (version 1) that tickets use: which node stands in which, with which attributes.</summary>
internal static class AdfSchema
{
    private static readonly Dictionary<string, string[]> s_children = new(StringComparer.Ordinal)
    {
        ["doc"] = ["paragraph", "heading", "bulletList", "orderedList", "table", "codeBlock"],
        ["paragraph"] = ["text", "hardBreak"],
        ["heading"] = ["text", "hardBreak"],
        ["bulletList"] = ["listItem"],
        ["orderedList"] = ["listItem"],
        ["listItem"] = ["paragraph", "bulletList", "orderedList", "codeBlock"],
        ["table"] = ["tableRow"],
        ["tableRow"] = ["tableHeader", "tableCell"],
        ["tableHeader"] = ["paragraph"],
        ["tableCell"] = ["paragraph"],
        ["codeBlock"] = ["text"],
    };

    private static readonly string[] s_oneAtLeast = ["bulletList", "orderedList", "listItem", "table", "tableRow", "tableHeader", "tableCell"];
    private static readonly string[] s_marks = ["strong", "em", "strike", "code", "link"];

    public static void Check(JsonElement document)
    {
        Type(document).ShouldBe("doc");
        document.GetProperty("version").GetInt32().ShouldBe(1);
        Keys(document).Order(StringComparer.Ordinal).ShouldBe(["content", "type", "version"]);
        Node(document);
    }

    /// <summary>What a reader sees, a block a line.</summary>
    public static string Text(JsonElement node, bool withCode = true) =>
        Type(node) switch
        {
            "codeBlock" when !withCode => "\n",
            "text" => node.GetProperty("text").GetString()!,
            "hardBreak" => "\n",
            _ when node.TryGetProperty("content", out JsonElement content) =>
                content.EnumerateArray().Aggregate(new StringBuilder(), (text, child) => text.Append(Text(child, withCode))).Append('\n').ToString(),
            _ => "",
        };

    private static void Node(JsonElement node)
    {
        string type = Type(node);
        switch (type)
        {
            case "text":
                node.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
                OnlyOf(Keys(node), "type", "text", "marks");
                Marks(node);
                return;
            case "hardBreak":
                Keys(node).ShouldBe(["type"]);
                return;
            case "heading":
                node.GetProperty("attrs").GetProperty("level").GetInt32().ShouldBeInRange(1, 6);
                break;
            default:
                break;
        }

        s_children.ShouldContainKey(type);
        OnlyOf(Keys(node), "type", "content", "attrs", "version");
        JsonElement[] children = [.. node.GetProperty("content").EnumerateArray()];
        OnlyOf(children.Select(Type), s_children[type]);
        (children.Length > 0 || !s_oneAtLeast.Contains(type, StringComparer.Ordinal)).ShouldBeTrue(type);
        if (type == "listItem")
        {
            Type(children[0]).ShouldBe("paragraph");
        }

        if (type == "codeBlock")
        {
            children.Count(child => child.TryGetProperty("marks", out _)).ShouldBe(0);
        }

        foreach (JsonElement child in children)
        {
            Node(child);
        }
    }

    private static void Marks(JsonElement text)
    {
        if (!text.TryGetProperty("marks", out JsonElement marks))
        {
            return;
        }

        string[] names = [.. marks.EnumerateArray().Select(Type)];
        OnlyOf(names, s_marks);
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Length);
        names.ShouldNotBeEmpty();
        if (names.Contains("code", StringComparer.Ordinal))
        {
            OnlyOf(names, "code", "link");
        }

        foreach (JsonElement link in marks.EnumerateArray().Where(mark => Type(mark) == "link"))
        {
            link.GetProperty("attrs").GetProperty("href").GetString()!.ShouldMatch("^https?://");
        }
    }

    private static void OnlyOf(IEnumerable<string> names, params string[] allowed) => names.Except(allowed, StringComparer.Ordinal).ShouldBeEmpty();

    private static string Type(JsonElement node) => node.GetProperty("type").GetString()!;

    private static string[] Keys(JsonElement node) => [.. node.EnumerateObject().Select(property => property.Name)];
}
