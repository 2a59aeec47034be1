namespace SecAutomation.Commands.Pipeline;

/// <summary>The answer to whether a change is to be made.</summary>
internal enum ChangeAnswer
{
    /// <summary>Make it.</summary>
    Yes,

    /// <summary>A person said no.</summary>
    No,

    /// <summary>Tell what would be done, and do nothing.</summary>
    WhatIf,
}
