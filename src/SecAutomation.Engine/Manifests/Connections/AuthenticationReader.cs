using SecAutomation.Engine.Authentication;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>Reads <c>authentication</c>.</summary>
internal static class AuthenticationReader
{
    private static readonly Dictionary<AuthenticationKind, (string[] Required, string[] Optional, string? Named)> s_parts = new()
    {
        [AuthenticationKind.None] = ([], [], null),
        [AuthenticationKind.ApiKey] = ([], [], "headers"),
        [AuthenticationKind.Basic] = (["user", "password"], [], null),
        [AuthenticationKind.Bearer] = (["token"], ["scheme"], null),
        [AuthenticationKind.ClientCredentials] = (["tokenUrl", "clientId", "clientSecret"], ["scope", "secretIn"], "parameters"),
        [AuthenticationKind.Session] = (
            ["loginPath", "user", "password"],
            ["userMember", "passwordMember", "tokenPath", "tokenHeader", "tokenPrefix", "lifetimeMinutes", "logOffPath", "logOffMethod"],
            null),
    };

    /// <summary>Reads it.</summary>
    /// <returns>Null where it is absent or cannot be used, which was reported.</returns>
    public static AuthenticationManifest? Read(MapReader connector, TemplateScope scope)
    {
        if (connector.Child("authentication", "the authentication", required: true) is not { } reader)
            return null;
        if (reader.Word<AuthenticationKind>("kind", required: true) is not { } kind)
            return null;
        (string[] required, string[] optional, string? named) = s_parts[kind];
        var parts = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
        foreach (string key in required.Concat(optional))
        {
            if (reader.Scalar(key, required.Contains(key, StringComparer.Ordinal)) is { } scalar)
                parts.Add(key, scope.Read(reader, scalar));
        }

        IReadOnlyList<NamedTemplate> pairs = named is null ? [] : RequestReader.ReadNamed(reader, named, scope);
        if (kind == AuthenticationKind.ApiKey && pairs.Count == 0)
            reader.Problems.Add(reader.File, reader.Map, "'apiKey' needs 'headers': names of headers and templates of their values.");
        foreach (NamedTemplate pair in pairs.Where(pair => pair.Value.Count != 1))
            reader.Problems.Add(reader.File, reader.Map, $"'{pair.Name}' has one value.");
        if (parts.ContainsKey("lifetimeMinutes") && reader.Number("lifetimeMinutes", 1, 100_000) is null)
            parts.Remove("lifetimeMinutes");
        if (parts.ContainsKey("secretIn") && reader.Scalar("secretIn") is { } place && place.Text is not ("body" or "header"))
            reader.Problems.Add(reader.File, place, $"'secretIn' is body or header, not '{place.Text}'.");
        reader.Close();
        return new AuthenticationManifest(kind, parts, pairs);
    }
}
