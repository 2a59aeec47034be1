namespace SecAutomation.Engine.Paging;

/// <summary>By what of its records pages are sought.</summary>
public enum SeekKey
{
    /// <summary>Their ids, which are numbers.</summary>
    Id,

    /// <summary>Their ids, which are numbers of 32 hexadecimal digits.</summary>
    HexId,

    /// <summary>What people call them, a name with a number behind its last hyphen. A page is asked for by the name before it, because some products take no name that is not there.</summary>
    Number,
}
