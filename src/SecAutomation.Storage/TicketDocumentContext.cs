using System.Text.Json.Serialization;

namespace SecAutomation.Storage;

/// <summary>How tickets are written: without what can be computed again, and with enumerations by name.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoredTicket))]
internal sealed partial class TicketDocumentContext : JsonSerializerContext;
