using System.Text.Json.Serialization;

namespace SecAutomation.Storage.Intelligence;

/// <summary>How the list of feeds is written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IntelligenceFeed[]))]
internal sealed partial class IntelligenceDocumentContext : JsonSerializerContext;
