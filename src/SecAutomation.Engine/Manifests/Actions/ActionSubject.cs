namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>What the answer to an action holds.</summary>
public enum ActionSubject
{
    /// <summary>Nothing that is looked at: what came of it is read back.</summary>
    Nothing,

    /// <summary>Tickets.</summary>
    Tickets,

    /// <summary>Things to choose among: teams, statuses, priorities, fields.</summary>
    Choices,

    /// <summary>Texts: comments, names of files, accounts.</summary>
    Texts,
}
