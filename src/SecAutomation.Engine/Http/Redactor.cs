using System.Net;
using System.Text.Json;
using SecAutomation.Engine.Authentication;

namespace SecAutomation.Engine.Http;

/// <summary>The one place where secrets are taken out of what is shown: by the name of a header, by the name of a setting, by value.</summary>
public sealed class Redactor
{
    private const string Stars = "***";

    // Shorter values would blot out half of every message, and protect nothing.
    private const int ShortestValue = 4;

    private readonly object _lock = new();
    private readonly HashSet<string> _headers = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie" };
    private readonly HashSet<string> _settings;
    private readonly List<Secret> _secrets = [];

    /// <summary>Makes one.</summary>
    /// <param name="secretSettings">The names of settings, and so of parameters, that are secret.</param>
    public Redactor(IEnumerable<string> secretSettings) => _settings = new HashSet<string>(secretSettings, StringComparer.OrdinalIgnoreCase);

    /// <summary>Hides a value wherever it stands, as it is or encoded for an address or JSON.</summary>
    public void Hide(Secret secret)
    {
        lock (_lock)
            _secrets.Add(secret);
    }

    /// <summary>Hides whatever a header says.</summary>
    public void HideHeader(string name)
    {
        lock (_lock)
            _headers.Add(name);
    }

    /// <summary>A header as it may be shown.</summary>
    public string Header(string name, string value)
    {
        lock (_lock)
        {
            if (_headers.Contains(name))
                return $"{name}: {Stars}";
        }

        return $"{name}: {Text(value)}";
    }

    /// <summary>An address as it may be shown.</summary>
    public string Address(Uri url)
    {
        string query = url.Query.TrimStart('?');
        string shown = new UriBuilder(url) { Query = "", UserName = "", Password = "", Fragment = "" }.Uri.AbsoluteUri;
        if (query.Length > 0)
        {
            shown += "?" + string.Join('&', query.Split('&').Select(pair =>
            {
                string name = pair.Split('=')[0];
                return _settings.Contains(WebUtility.UrlDecode(name)) ? $"{name}={Stars}" : pair;
            }));
        }

        return Text(shown);
    }

    /// <summary>Text as it may be shown.</summary>
    public string Text(string text)
    {
        Secret[] secrets;
        lock (_lock)
            secrets = [.. _secrets];

        IEnumerable<string> values = secrets.SelectMany(secret => secret.Use<string[]>(value => value.Length < ShortestValue
            ? []
            : [value, Uri.EscapeDataString(value), WebUtility.UrlEncode(value), JsonSerializer.Serialize(value).Trim('"')]));
        foreach (string value in values.Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length))
            text = text.Replace(value, Stars, StringComparison.Ordinal);

        return text;
    }
}
