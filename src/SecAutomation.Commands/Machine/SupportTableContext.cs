using System.Text.Json.Serialization;

namespace SecAutomation.Commands.Machine;

/// <summary>How the table is spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SupportTable))]
internal sealed partial class SupportTableContext : JsonSerializerContext;
