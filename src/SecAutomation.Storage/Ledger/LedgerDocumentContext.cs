using System.Text.Json.Serialization;

namespace SecAutomation.Storage.Ledger;

/// <summary>How the ledger writes what it keeps.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoredTicket))]
[JsonSerializable(typeof(RemediationRun))]
[JsonSerializable(typeof(RunEntry))]
internal sealed partial class LedgerDocumentContext : JsonSerializerContext;
