using System.Globalization;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Http;
using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Streams;
using SecAutomation.Engine.Projection;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>Reads a <c>request</c>, of a stream, an action, a test.</summary>
internal static class RequestReader
{
    private static readonly string[] s_bodies = ["json", "form", "file", "text", "bytes"];

    /// <summary>Reads it below a key.</summary>
    /// <param name="parent">The map that holds it.</param>
    /// <param name="key">The key. request.</param>
    /// <param name="scope">What its templates may name.</param>
    /// <param name="kind">What it does on the server.</param>
    /// <param name="purpose">What it is for, for messages.</param>
    /// <param name="format">What its answer holds.</param>
    /// <param name="required">Whether it has to be there.</param>
    /// <param name="isElsewhere">Whether it may go to an address that the product named, without the credential.</param>
    /// <returns>Null where it is absent or cannot be used, which was reported.</returns>
    public static RequestTemplate? Read(
        MapReader parent, string key, TemplateScope scope, RequestKind kind, string purpose, RecordFormat format = RecordFormat.Json, bool required = false, bool isElsewhere = false)
    {
        if (parent.Child(key, "a request", required) is not { } reader)
            return null;
        ManifestScalar? method = reader.Scalar("method");
        ManifestScalar? address = isElsewhere ? reader.Scalar("address") : null;
        ManifestScalar? path = reader.Scalar("path", required: address is null);
        IReadOnlyList<NamedTemplate> query = ReadNamed(reader, "query", scope);
        IReadOnlyList<NamedTemplate> headers = ReadNamed(reader, "headers", scope);
        IReadOnlyList<int> expected = ReadStatuses(reader, "expectStatus");
        BodyTemplate? body = ReadBody(reader, scope);
        reader.Close();
        if (address is not null && path is not null)
            reader.Problems.Add(reader.File, path, "A request has a 'path' below the connection's address or an 'address' of its own, not both.");
        path ??= address;
        if (path is null)
            return null;
        if (address is null && !path.Text.StartsWith('/') && !path.Text.StartsWith("https://", StringComparison.Ordinal))
            reader.Problems.Add(reader.File, path, $"'path' begins with '/', for what stands below the connection's address, not '{path.Text}'.");
        return new RequestTemplate
        {
            Purpose = purpose,
            Method = ReadMethod(reader, method, body is not null),
            Kind = kind,
            Expected = format switch
            {
                RecordFormat.Json => ContentKind.Json,
                RecordFormat.NdJson => ContentKind.NdJson,
                RecordFormat.Xml => ContentKind.Xml,
                _ => ContentKind.Csv,
            },
            ExpectedStatus = expected,
            Path = scope.Read(reader, path),
            IsElsewhere = address is not null,
            Query = query,
            Header = headers,
            Body = body,
        };
    }

    /// <summary>Reads a list of statuses.</summary>
    public static IReadOnlyList<int> ReadStatuses(MapReader reader, string key)
    {
        List<int> statuses = [];
        foreach (ManifestScalar word in reader.Scalars(key))
        {
            if (int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 200 and <= 599)
                statuses.Add(status);
            else
                reader.Problems.Add(reader.File, word, $"'{word.Text}' is no status; a status is a number from 200 to 599.");
        }

        return statuses;
    }

    /// <summary>Reads names with their templates.</summary>
    public static IReadOnlyList<NamedTemplate> ReadNamed(MapReader reader, string key, TemplateScope scope)
    {
        if (reader.Child(key, $"the {key}") is not { } named)
            return [];
        return
        [
            .. named.TakeAll().ToList().Select(entry => new NamedTemplate(
                entry.Key.Text, [.. named.Scalars(entry.Key.Text).Select(scalar => scope.Read(named, scalar))])
            {
                FilledName = entry.Key.Text.Contains('{', StringComparison.Ordinal) ? scope.Read(named, entry.Key) : null,
            }),
        ];
    }

    private static HttpMethod ReadMethod(MapReader reader, ManifestScalar? method, bool hasBody)
    {
        string word = method?.Text ?? (hasBody ? "POST" : "GET");
        if (word is not ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
            reader.Problems.Add(reader.File, method!, $"'{word}' is no method. {Spelling.Offer(word, ["GET", "POST", "PUT", "PATCH", "DELETE"])}");
        else if (word == "GET" && hasBody)
            reader.Problems.Add(reader.File, method!, "A GET has no body.");
        return new HttpMethod(word);
    }

    private static BodyTemplate? ReadBody(MapReader reader, TemplateScope scope)
    {
        string[] given = [.. s_bodies.Where(reader.Has)];
        if (given.Length > 1)
            reader.Problems.Add(reader.File, reader.Place(given[1]), $"A request has one body; '{given[0]}' is there already.");
        ManifestScalar? type = reader.Scalar("contentType");
        ManifestNode? json = reader.Node("json");
        IReadOnlyList<NamedTemplate> form = ReadNamed(reader, "form", scope);
        FileForm? file = ReadFile(reader, scope);
        ManifestScalar? text = reader.Scalar("text");
        ManifestScalar? bytes = reader.Scalar("bytes");
        if (type is not null && (given.Length == 0 || form.Count > 0 || file is not null))
            reader.Problems.Add(reader.File, reader.Place("contentType"), "'contentType' changes nothing: there is no body, or a form, whose type is fixed.");
        if (json is not null)
            return new BodyTemplate.Json(JsonTemplate.Read(reader, json, scope), type?.Text ?? "application/json");
        if (form.Count > 0)
            return new BodyTemplate.Form(form);
        if (file is not null)
            return file;
        if (text is not null)
            return new BodyTemplate.Text(scope.Read(reader, text), type?.Text ?? "text/plain; charset=utf-8");
        return bytes is null ? null : new BodyTemplate.Bytes(scope.Read(reader, bytes), type?.Text ?? "application/octet-stream");
    }

    private static FileForm? ReadFile(MapReader reader, TemplateScope scope)
    {
        if (reader.Child("file", "a file in a form") is not { } file)
            return null;
        string field = file.Text("field", required: true);
        ManifestScalar?[] parts = [file.Scalar("fileName", required: true), file.Scalar("fileType", required: true), file.Scalar("content", required: true)];
        file.Close();
        return parts is [{ } name, { } type, { } content] ? new FileForm(field, scope.Read(file, name), scope.Read(file, type), scope.Read(file, content)) : null;
    }
}
