/**
 * The headings at the tops of MeSH's branches of diseases and chemicals. Releases differ in whether a top carries its own tree number, and
 * "Neoplasms" must not lose its type where it does not.
 */
export const meshBranchOfTop: Readonly<Record<string, string>> = {
  'MESH:D007239': 'C01', // Infections
  'MESH:D009369': 'C04', // Neoplasms
  'MESH:D009140': 'C05', // Musculoskeletal Diseases
  'MESH:D004066': 'C06', // Digestive System Diseases
  'MESH:D009057': 'C07', // Stomatognathic Diseases
  'MESH:D012140': 'C08', // Respiratory Tract Diseases
  'MESH:D010038': 'C09', // Otorhinolaryngologic Diseases
  'MESH:D009422': 'C10', // Nervous System Diseases
  'MESH:D005128': 'C11', // Eye Diseases
  'MESH:D000091642': 'C12', // Urogenital Diseases
  'MESH:D002318': 'C14', // Cardiovascular Diseases
  'MESH:D006425': 'C15', // Hemic and Lymphatic Diseases
  'MESH:D009358': 'C16', // Congenital, Hereditary, and Neonatal Diseases and Abnormalities
  'MESH:D017437': 'C17', // Skin and Connective Tissue Diseases
  'MESH:D009750': 'C18', // Nutritional and Metabolic Diseases
  'MESH:D004700': 'C19', // Endocrine System Diseases
  'MESH:D007154': 'C20', // Immune System Diseases
  'MESH:D007280': 'C21', // Disorders of Environmental Origin
  'MESH:D000820': 'C22', // Animal Diseases
  'MESH:D013568': 'C23', // Pathological Conditions, Signs and Symptoms
  'MESH:D009784': 'C24', // Occupational Diseases
  'MESH:D064419': 'C25', // Chemically-Induced Disorders
  'MESH:D014947': 'C26', // Wounds and Injuries
  'MESH:D001523': 'F03', // Mental Disorders
  'MESH:D007287': 'D01', // Inorganic Chemicals
  'MESH:D009930': 'D02', // Organic Chemicals
  'MESH:D006571': 'D03', // Heterocyclic Compounds
  'MESH:D011083': 'D04', // Polycyclic Compounds
  'MESH:D046911': 'D05', // Macromolecular Substances
  'MESH:D045762': 'D08', // Enzymes and Coenzymes
  'MESH:D002241': 'D09', // Carbohydrates
  'MESH:D008055': 'D10', // Lipids
  'MESH:D000602': 'D12', // Amino Acids, Peptides, and Proteins
  'MESH:D009706': 'D13', // Nucleic Acids, Nucleotides, and Nucleosides
  'MESH:D045424': 'D20', // Complex Mixtures
  'MESH:D001685': 'D23', // Biological Factors
  'MESH:D004364': 'D26', // Pharmaceutical Preparations
  'MESH:D020164': 'D27', // Chemical Actions and Uses
};
