using System.Buffers;
using System.Text.Json;

namespace SecAutomation.Engine.Projection;

/// <summary>Writes the tokens of an object or a list down again, without the blanks between them, over as many buffers as it takes.</summary>
/// <param name="captures">Where the JSON goes.</param>
/// <param name="depth">The depth of its first and its last token.</param>
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
    public bool Add(ref Utf8JsonReader reader)
    {
        bool isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
        if (!_isFirst && !isEnd)
            Write(","u8);

        _isFirst = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName;
        bool isText = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
        if (isText)
            Write("\""u8);

        // Escapes stay as they are.
        Write(reader.ValueSpan);
        if (isText)
            Write("\""u8);

        if (reader.TokenType == JsonTokenType.PropertyName)
            Write(":"u8);

        return isEnd && reader.CurrentDepth == depth;
    }

    private void Write(ReadOnlySpan<byte> bytes) => _json.Write(bytes);
}
