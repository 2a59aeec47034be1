using SecAutomation.Engine.Manifests.Parsing;

namespace SecAutomation.Engine.Manifests.Settings;

/// <summary>The settings of a <c>connector.yaml</c>, with a note of which were used.</summary>
internal sealed class ConnectorSettings
{
    private readonly Dictionary<string, ConnectorSetting> _settings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly MapReader? _reader;

    /// <summary>Reads them.</summary>
    /// <param name="connector">The connector's map.</param>
    public ConnectorSettings(MapReader connector)
    {
        _reader = connector.Child("settings", "the settings");
        foreach (ManifestEntry entry in _reader?.TakeAll() ?? [])
        {
            if (Read(_reader!, entry) is { } setting)
                _settings.Add(setting.Name, setting);
        }
    }

    /// <summary>The settings, in the order of the file.</summary>
    public IReadOnlyList<ConnectorSetting> All => [.. _settings.Values];

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _settings.Keys;

    /// <summary>Notes that a setting is used.</summary>
    /// <returns>False where there is none of this name.</returns>
    public bool Use(string name)
    {
        if (!_settings.ContainsKey(name))
            return false;

        _used.Add(name);
        return true;
    }

    /// <summary>Whether a setting is the address of another server.</summary>
    public bool IsAddress(string name) => _settings.TryGetValue(name, out ConnectorSetting? setting) && setting.IsAddress;

    /// <summary>Reports settings that nothing uses.</summary>
    public void Close()
    {
        foreach (string name in _settings.Keys.Where(name => !_used.Contains(name)))
            _reader!.Problems.Add(_reader.File, _reader.Place(name), $"The setting '{name}' is not used: no template names it, and no 'onlyWith'.");
    }

    private static ConnectorSetting? Read(MapReader settings, ManifestEntry entry)
    {
        string name = entry.Key.Text;
        if (name.Length == 0 || !char.IsAsciiLetterLower(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            settings.Problems.Add(settings.File, entry.Key, $"'{name}' is no name of a setting: letters and digits, the first one a small letter.");
        if (entry.Value is not ManifestMap map)
        {
            settings.Problems.Add(settings.File, entry.Value, $"A setting is a map with 'title', not {entry.Value.Kind}.");
            return null;
        }

        var reader = new MapReader(settings.File, map, $"the setting '{name}'", settings.Problems);
        string title = reader.Text("title", required: true);
        bool isSecret = reader.Flag("secret") ?? false;
        ManifestScalar? fallback = reader.Scalar("default");
        bool isRequired = reader.Flag("required") ?? fallback is null;
        IReadOnlyList<ManifestScalar> allowed = reader.Scalars("allowed");
        CredentialPart? credential = reader.Word<CredentialPart>("credential");
        bool isAddress = reader.Flag("address") ?? false;
        reader.Close();
        if (isAddress && fallback is not null && !(Uri.TryCreate(fallback.Text, UriKind.Absolute, out Uri? usual) && usual.Scheme == Uri.UriSchemeHttps))
            settings.Problems.Add(settings.File, fallback, $"'default' is an https address, not '{fallback.Text}'.");
        if (fallback is not null && isSecret)
            settings.Problems.Add(settings.File, fallback, "A secret has no default.");
        else if (fallback is not null && reader.Has("required") && isRequired)
            settings.Problems.Add(settings.File, reader.Place("required"), "A setting with a default is not required.");
        else if (fallback is not null && allowed.Count > 0 && !allowed.Any(word => word.Text == fallback.Text))
            settings.Problems.Add(settings.File, fallback, $"'{fallback.Text}' is none of the allowed values.");
        if (credential == CredentialPart.Password && !isSecret)
            settings.Problems.Add(settings.File, reader.Place("credential"), "What comes from a password is secret; add 'secret: true'.");
        return new ConnectorSetting
        {
            Name = name,
            Title = title,
            IsSecret = isSecret,
            IsRequired = isRequired,
            Default = fallback?.Text,
            Allowed = [.. allowed.Select(word => word.Text)],
            Credential = credential,
            IsAddress = isAddress,
        };
    }
}
