namespace SecAutomation.Engine.Manifests.Settings;

/// <summary>A part of a PowerShell credential.</summary>
public enum CredentialPart
{
    /// <summary>The user name.</summary>
    User,

    /// <summary>The password.</summary>
    Password,
}
