using System.Buffers;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Projection.Json;

/// <summary>Writes the tokens of an object or a list down again, without the blanks between them, over as many buffers as it takes.</summary>
/// <param name="captures">Where the JSON goes.</param>
/// <param name="depth">How many objects and lists are open around it.</param>
internal sealed class JsonTree(Capture[] captures, int depth)
{
    private readonly ArrayBufferWriter<byte> _json = new();
    private bool _isFirst = true;

    public Capture[] Captures => captures;

    public ReadOnlySpan<byte> Json => _json.WrittenSpan;

    /// <summary>Whether a string in it was too long to be kept.</summary>
    public bool WasCut { get; set; }

    /// <summary>Takes a token.</summary>
    /// <returns>True at the last one.</returns>
    public bool Add(JsonScanner json)
    {
        bool isEnd = json.Token is JsonToken.EndObject or JsonToken.EndArray;
        if (!_isFirst && !isEnd)
            Write(","u8);

        _isFirst = json.Token is JsonToken.StartObject or JsonToken.StartArray or JsonToken.Name;
        bool isText = json.Token is JsonToken.Name or JsonToken.String;
        if (isText)
            Write("\""u8);

        // Escapes stay as they are.
        Write(json.Value);
        if (isText)
            Write("\""u8);

        if (json.Token == JsonToken.Name)
            Write(":"u8);

        return isEnd && json.Depth == depth;
    }

    private void Write(ReadOnlySpan<byte> bytes) => _json.Write(bytes);
}
