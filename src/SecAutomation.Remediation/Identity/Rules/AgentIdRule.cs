namespace SecAutomation.Remediation.Identity.Rules;

/// <summary>R1: the inventory knows the scanner's own identifier of the host or of its agent.</summary>
internal sealed class AgentIdRule : IdentifierRule
{
    public override string Id => "R1";

    public override string Subject => "agent id";

    public override Contradiction.Key Strength => Contradiction.Key.Agent;

    public override string? Skip(InventoryIndex index, SoughtHost host) =>
        host.Agent is null ? "The scan tells no agent id that is unique by its making." : null;

    public override string Key(SoughtHost host) => host.Agent!;

    public override List<int> Carriers(InventoryIndex index, SoughtHost host) => index.WithAgent(host.Agent!);
}
