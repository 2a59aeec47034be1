namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>What a connector of a ticket product can do. The file of an action is named like it.</summary>
public enum ActionName
{
    /// <summary>Lists the custom fields that a ticket can have.</summary>
    Fields,

    /// <summary>Lists the teams that a ticket can go to.</summary>
    Teams,

    /// <summary>Lists the statuses that a ticket can take, or that one ticket can take next.</summary>
    Statuses,

    /// <summary>Lists the priorities, the least urgent first.</summary>
    Priorities,

    /// <summary>Finds tickets by their keys, closed ones too.</summary>
    Find,

    /// <summary>Finds tickets by names of hosts in their marker, closed ones too.</summary>
    FindByName,

    /// <summary>Lists every ticket that has a key, closed ones too.</summary>
    List,

    /// <summary>Finds the newest ticket that was there some minutes ago already.</summary>
    Newest,

    /// <summary>Reads tickets by their numbers, past any search; numbers that no ticket has are left out.</summary>
    Numbers,

    /// <summary>Reads one ticket by its id.</summary>
    Read,

    /// <summary>Lists who changed a ticket.</summary>
    History,

    /// <summary>Creates a ticket.</summary>
    Create,

    /// <summary>Changes fields of a ticket.</summary>
    Update,

    /// <summary>Lists the comments of a ticket.</summary>
    Comments,

    /// <summary>Comments a ticket.</summary>
    Comment,

    /// <summary>Sets the status that a closed or finished ticket has.</summary>
    Close,

    /// <summary>Opens a closed ticket again.</summary>
    Reopen,

    /// <summary>Lists the names of the files of a ticket.</summary>
    Files,

    /// <summary>Brings a file to the server before it is attached.</summary>
    Upload,

    /// <summary>Attaches a file to a ticket.</summary>
    Attach,

    /// <summary>Says of a ticket that it is a duplicate of another one.</summary>
    Link,

    /// <summary>Merges a ticket into another one, or closes it as its duplicate.</summary>
    MarkDuplicate,
}
