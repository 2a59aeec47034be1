namespace SecAutomation.Remediation.Intelligence.Decisions;

/// <summary>The decision tables that come with the module.</summary>
/// <remarks>Sources: CISA, Binding Operational Directive 26-04; CERT/CC, SSVC, deployer's patch application priority.</remarks>
public static class BuiltInTables
{
    private const string Folder = "Tables/";
    private const string Extension = ".json";

    /// <summary>Their names, for example <c>CisaBod2604</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInTables).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a table.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The table; null where none has this name.</returns>
    public static DecisionTable? Find(string name)
    {
        string? known = Names.FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        if (known is null)
            return null;

        string resource = Folder + known + Extension;
        using StreamReader reader = new(typeof(BuiltInTables).Assembly.GetManifestResourceStream(resource)!);
        return DecisionTableReader.Read(reader.ReadToEnd(), known);
    }
}
