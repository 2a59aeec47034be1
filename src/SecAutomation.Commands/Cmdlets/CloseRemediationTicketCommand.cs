using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Transformation;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Closes tickets by hand.</summary>
[Cmdlet(VerbsCommon.Close, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = "Number")]
[OutputType(typeof(RemediationTicket))]
public sealed class CloseRemediationTicketCommand : StoreCmdlet
{
    private readonly TicketClosing _closing = new();

    /// <summary>Numbers, or the tickets themselves.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Number", Mandatory = true)]
    [TicketNumberTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(OpenTicketNumberCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>Identifiers in the store.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true), ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Keys.</summary>
    [Parameter(ParameterSetName = "Key", Mandatory = true), ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <summary>Why, in words; it is kept with the ticket.</summary>
    [Parameter(Mandatory = true), ValidatePattern(@"\S")]
    public string Reason { get; set; } = "";

    /// <summary>Why, as a kind: it decides whether the same work may get a ticket again. Other.</summary>
    [Parameter, ValidateSet("Fixed", "RiskAccepted", "FalsePositive", "Duplicate", "Other")]
    public TicketResolution Resolution { get; set; } = TicketResolution.Other;

    protected override void Accept() => _closing.Add(Number, Id, Key);

    protected override void Complete()
    {
        DateTimeOffset now = Time.GetUtcNow();
        UseStore((store, writer, token) => _closing.CloseAsync(store, Reason, Resolution, now, writer, token));
    }
}
