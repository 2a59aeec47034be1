using System.Management.Automation;
using SecAutomation.Commands.Abstractions;
using SecAutomation.Commands.Completion;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Trackers;
using SecAutomation.Commands.Transformation;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Commands.Cmdlets;

/// <summary>Closes tickets by hand. It is a run, which can be looked at and taken back.</summary>
[Cmdlet(VerbsCommon.Close, "RemediationTicket", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = "Number")]
[OutputType(typeof(RemediationTicket))]
public sealed class CloseRemediationTicketCommand : NamedTicketCmdlet
{
    /// <summary>Numbers, or the tickets themselves.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Number", Mandatory = true)]
    [TicketNumberTransformation, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(OpenTicketNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>Identifiers in the store or the tracker.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true), ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Keys.</summary>
    [Parameter(ParameterSetName = "Key", Mandatory = true), ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>Why, in words; it is kept with the ticket.</summary>
    [Parameter(Mandatory = true), ValidatePattern(@"\S")]
    public string Reason { get; set; } = "";

    /// <summary>Why, as a kind: it decides whether the same work may get a ticket again. Other.</summary>
    [Parameter, ValidateSet("Fixed", "RiskAccepted", "FalsePositive", "Duplicate", "Other")]
    public TicketResolution Resolution { get; set; } = TicketResolution.Other;

    /// <summary>How many tickets are written at once, where the tracker allows it. 8.</summary>
    [Parameter, ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    protected override void Accept() => Collect(Number ?? Id ?? Key ?? []);

    protected override void Complete()
    {
        if (!IsAnyWanted)
            return;

        var closing = new TicketClosing(Reason, Resolution, RunLimits.None.Within(Policy), Time);
        UsePlaces(
            async (use, names, writer, token) =>
            {
                IReadOnlyList<StoredTicket> found = await new TrackerSearch(use.Tracker, use.Ledger).FindAsync(Named(names), token).ConfigureAwait(false);
                ReportMissing(names, found.Select(NameOf), use.Tracker.Name, writer);
                return await closing.CloseAsync(use, found, MarkdownText.Escape(Reason), ThrottleLimit, writer, token).ConfigureAwait(false);
            },
            async (store, names, writer, token) =>
            {
                IReadOnlyList<StoredTicket> found = await store.FindAsync(Named(names), token).ConfigureAwait(false);
                ReportMissing(names, found.Select(NameOf), store.Path, writer);
                return await closing.CloseAsync(store, found, writer, token).ConfigureAwait(false);
            });
    }
}
