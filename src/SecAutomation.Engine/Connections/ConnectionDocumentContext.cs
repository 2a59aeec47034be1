using System.Text.Json.Serialization;

namespace SecAutomation.Engine.Connections;

/// <summary>How the file is spelled: strict, so that a slip of a hand edit is told and not ignored.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConnectionDocument))]
internal sealed partial class ConnectionDocumentContext : JsonSerializerContext;
