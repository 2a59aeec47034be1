using SecAutomation.Engine.Authentication;

namespace SecAutomation.Engine.Connections;

/// <summary>The places of secrets that only the session of a user can reach.</summary>
public interface ISecretSession
{
    /// <summary>Reads an entry of a vault.</summary>
    /// <param name="vault">The vault; null: any that has the entry.</param>
    /// <param name="name">The entry.</param>
    /// <returns>
    /// Its values by name: <c>user</c> and <c>password</c> of a credential, the names of a table, or the empty name where it is one value.
    /// </returns>
    /// <exception cref="FailureException"><see cref="FailureId.SecretMissing"/>.</exception>
    IReadOnlyDictionary<string, Secret> ReadVault(string? vault, string name);

    /// <summary>Asks the person at the prompt.</summary>
    /// <param name="question">What is asked for.</param>
    /// <returns>The answer; null where nobody is there to answer, or the answer is empty.</returns>
    Secret? Ask(string question);
}
