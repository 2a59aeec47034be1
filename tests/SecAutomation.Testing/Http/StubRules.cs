using System.Globalization;
using System.IO.Compression;
using System.Text;
using YamlDotNet.Serialization;

namespace SecAutomation.Testing.Http;

/// <summary>A product as data: what it answers when all goes well, from a connector's <c>_test/server.yaml</c>. Faults are added by the tests.</summary>
public sealed record StubRules
{
    /// <summary>Where the answers come from.</summary>
    public required string Origin { get; init; }

    /// <summary>The settings of a connection to it, secrets included.</summary>
    public required IReadOnlyDictionary<string, string> Setting { get; init; }

    /// <summary>Hosts that the inventory is asked for.</summary>
    public IReadOnlyList<string> Sought { get; init; } = [];

    public required IReadOnlyList<StubRule> Rule { get; init; }

    /// <summary>Reads a file; bodies of its answers may stand in files beside it.</summary>
    public static StubRules Load(string path)
    {
        var root = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(File.ReadAllText(path))!;
        string folder = Path.GetDirectoryName(path)!;
        return new StubRules
        {
            Origin = (string)root["origin"],
            Setting = Texts(root, "settings"),
            Sought = [.. List(root, "sought").Cast<string>()],
            Rule = [.. List(root, "rules").Select(rule => ReadRule((Dictionary<object, object>)rule, folder))],
        };
    }

    private static StubRule ReadRule(Dictionary<object, object> rule, string folder) =>
        new((string)rule["method"], (string)rule["path"], [.. List(rule, "answers").Select(answer => Answer((Dictionary<object, object>)answer, folder))])
        {
            Contains = [.. List(rule, "contains").Cast<string>()],
        };

    private static StubAnswer Answer(Dictionary<object, object> answer, string folder) => new()
    {
        Status = answer.TryGetValue("status", out object? status) ? int.Parse((string)status, CultureInfo.InvariantCulture) : 200,
        ContentType = answer.TryGetValue("type", out object? type) ? (string)type : "application/json",
        Header = Texts(answer, "headers"),
        Body = answer.TryGetValue("zip", out object? zipped) ? Zip((string)zipped, folder)
            : answer.TryGetValue("file", out object? file) ? File.ReadAllBytes(Path.Combine(folder, (string)file)) : Encoding.UTF8.GetBytes((string)answer.GetValueOrDefault("body", "")),
    };

    // As a server packs a file that it prepared.
    private static byte[] Zip(string file, string folder)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry(file).Open();
            entry.Write(File.ReadAllBytes(Path.Combine(folder, file)));
        }

        return archive.ToArray();
    }

    private static List<object> List(Dictionary<object, object> map, string key) => map.TryGetValue(key, out object? value) ? (List<object>)value : [];

    private static Dictionary<string, string> Texts(Dictionary<object, object> map, string key) =>
        map.TryGetValue(key, out object? value)
            ? ((Dictionary<object, object>)value).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value, StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
