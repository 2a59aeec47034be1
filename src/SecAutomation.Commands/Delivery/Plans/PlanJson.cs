using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecAutomation.Commands.Delivery.Plans;

/// <summary>How plans are written: without what can be computed again, and with enumerations by name.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PlanContent))]
[JsonSerializable(typeof(TicketDraft))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    private static PlanJson? s_readable;

    /// <summary>With a line for each value.</summary>
    public static PlanJson Readable => s_readable ??= new PlanJson(new JsonSerializerOptions
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    });
}
