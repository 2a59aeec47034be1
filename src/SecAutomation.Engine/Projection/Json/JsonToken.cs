namespace SecAutomation.Engine.Projection.Json;

/// <summary>What a <see cref="JsonScanner"/> stands at.</summary>
internal enum JsonToken : byte
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,
    True,
    False,
    Null,
}
